/** Another engine takes over in mid-run, or before there is one; and whether one would be faster is found out between two submissions. */
import { describe, expect, it } from 'vitest';
import { smallRun } from './testing/smallRun.ts';
import { createToys, held, reached, rounds, type Toys } from './testing/toys.ts';
import { toyStart, toyStep } from './testing/toyEngine.ts';

const run = smallRun(300);
const toWasm = { kind: 'switch', backend: 'wasm' } as const;

/** The parameters of both models after so many steps, worked out by hand. */
function byHand(steps: number): number[] {
  return [0, run.training.gateDropout].map((dropout) => {
    let value = toyStart(run.seeds.init);
    for (let step = 0; step < steps; step++) value = toyStep(value, step, dropout, run.training.learningRate);
    return value;
  });
}
const parameters = (toys: Toys): number[] =>
  toys.rig
    .frames()
    .at(-1)!
    .arms.map((arm) => arm.parameters[0]);

describe('another engine', () => {
  it('goes on from the step where the run is, with its models, and the curves go on', async () => {
    const asked: unknown[] = [];
    const toys = createToys({ opening: (_, __, backend) => void asked.push(backend) });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.step(50);
    const points = toys.rig.history().map(({ step }) => step);
    await toys.rig.want(toWasm);
    expect([asked, toys.disposed]).toEqual([['cpu', 'wasm'], [toys.engines[0]]]);
    expect(toys.engines[1].step).toBe(50);
    expect(toys.rig.of('engine')).toHaveLength(1);
    await toys.rig.step(30);
    expect(toys.rig.history().map(({ step }) => step)).toEqual([
      ...points,
      52,
      54,
      56,
      58,
      60,
      62,
      64,
      66,
      68,
      70,
      72,
      74,
      76,
      78,
      80,
    ]);
    expect(parameters(toys)).toEqual(byHand(80));
  });

  it('takes over a run that trains without stopping it, and takes up the changes made before', async () => {
    const toys = createToys();
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.step(20);
    await toys.rig.change('gateDropout', 0.9);
    await toys.rig.play();
    void toys.rig.want(toWasm);
    await toys.rig.until(() => toys.rig.status() === 'finished');
    expect(toys.engines[1].step).toBe(300);
    let value = toyStart(run.seeds.init);
    for (let step = 0; step < 300; step++)
      value = toyStep(value, step, step < 20 ? run.training.gateDropout : Math.fround(0.9), run.training.learningRate);
    expect(parameters(toys)[1]).toBeCloseTo(value, 5);
    // And from its beginning again.
    await toys.rig.reset();
    expect(parameters(toys)).toEqual(byHand(0));
  });

  it('that cannot be opened leaves the run with the one that it has, and says so', async () => {
    const toys = createToys({
      opening: (_, __, backend) => (backend === 'wasm' ? Promise.reject(new Error('no memory')) : undefined),
    });
    await toys.rig.speed(0);
    await toys.rig.open(run);
    await toys.rig.step(10);
    await toys.rig.want(toWasm);
    await toys.rig.step(10);
    expect(toys.rig.of('notice').map(({ code }) => code)).toEqual(['notSwitched']);
    expect([toys.engines.length, toys.rig.status(), parameters(toys)]).toEqual([1, 'paused', byHand(20)]);
  });

  it('wished for while one compiles is opened at once; the one that comes later is disposed of', async () => {
    const gate = held();
    const toys = createToys({
      opening: (_, trying, backend) => {
        if (backend === 'wasm') return undefined;
        trying('fused');
        return gate.until;
      },
    });
    await toys.rig.speed(0);
    const opening = toys.rig.open(run, { until: 40 });
    await toys.rig.until(() => toys.rig.of('phase').at(-1)?.phase === 'compiling');
    await toys.rig.want(toWasm);
    await opening;
    await reached(toys, 40);
    expect([toys.engines.length, toys.rig.status()]).toEqual([1, 'paused']);
    gate.release();
    await rounds();
    expect(toys.disposed).toEqual([toys.engines[1]]);
    expect(toys.rig.of('failed')).toEqual([]);
    await toys.rig.step(10);
    expect(parameters(toys)).toEqual(byHand(50));
  });
});

describe('whether the processor is faster', () => {
  it('is found out once, after the first measurement, and told; the run does not change', async () => {
    let asked = 0;
    const toys = createToys({
      compare: (live) => {
        asked++;
        expect([live.step, toys.rig.frames().length > 0]).toEqual([0, true]);
        return Promise.resolve(14.2);
      },
    });
    await toys.rig.speed(0);
    await toys.rig.open(run, { compare: true });
    await toys.rig.until(() => toys.rig.of('faster').length > 0);
    await rounds();
    expect([asked, toys.rig.of('faster').map(({ times }) => times)]).toEqual([1, [14.2]]);
    await toys.rig.step(30);
    expect(parameters(toys)).toEqual(byHand(30));
    expect([toys.engines.length, toys.rig.of('engine')]).toEqual([1, []]);
  });

  it('is not asked where nobody wants to know; that it is not worth a word is told too', async () => {
    let asked = 0;
    const toys = createToys({ compare: () => Promise.resolve(++asked > 0 ? null : 3) });
    await toys.rig.open(run);
    await rounds();
    expect(asked).toBe(0);
    await toys.rig.open(run, { compare: true });
    await rounds();
    expect([asked, toys.rig.of('faster').map(({ times }) => times)]).toEqual([1, [null]]);
  });

  it('gives way to whatever is wished for meanwhile, and is found out afterwards', async () => {
    const stops: boolean[] = [];
    const gate = held();
    const toys = createToys({
      compare: async (_, stop) => {
        if (stops.length === 0) await gate.until;
        stops.push(stop());
        return 5;
      },
    });
    await toys.rig.speed(0);
    await toys.rig.open(run, { compare: true });
    await rounds(4);
    const stepped = toys.rig.step(10);
    gate.release();
    await stepped;
    await toys.rig.until(() => toys.rig.of('faster').length > 0);
    expect(stops).toEqual([true, false]);
    expect(parameters(toys)).toEqual(byHand(10));
  });

  it('is not told of a run that is left, and a comparison that fails is no failure', async () => {
    const gate = held();
    let asked = 0;
    const toys = createToys({
      compare: async () => {
        if (++asked > 1) throw new Error('no memory');
        await gate.until;
        return 5;
      },
    });
    await toys.rig.open(run, { compare: true });
    await rounds(4);
    const other = toys.rig.open({ ...run, seeds: { ...run.seeds, init: 7 } }, { compare: true });
    gate.release();
    await other;
    await rounds();
    expect([asked, toys.rig.of('faster').map(({ times }) => times), toys.rig.of('failed')]).toEqual([2, [null], []]);
  });
});
