/** What becomes of what is on its way where another run is wanted meanwhile, something fails, or the session is closed. */
import { describe, expect, it } from 'vitest';
import type { RunSpec } from '../run/runSpec.ts';
import { smallRun } from './testing/smallRun.ts';
import { createToys, held, reached, rounds, type Toys } from './testing/toys.ts';

/** A run of 300 steps, a point of its curves at every other. */
const run = smallRun(300);
const other = (data: number): RunSpec => ({ ...smallRun(), seeds: { ...run.seeds, data } });
const failures = ({ rig }: Toys) => rig.of('failed').map(({ run: number, message }) => [number, message]);
async function measuredAt({ asked }: Toys, step: number): Promise<void> {
  while (!asked.includes(step)) await rounds(1);
}

async function opened(toys: Toys, wanted = run): Promise<void> {
  await toys.rig.speed(0);
  await toys.rig.open(wanted);
}

async function playing(toys: Toys, wanted = run): Promise<void> {
  await opened(toys, wanted);
  await toys.rig.play();
}

describe('where another run is wanted meanwhile', () => {
  it('nothing is said of a device that was lost under the run before', async () => {
    const gate = held();
    const toys = createToys({ evaluating: (step) => (step === 4 ? gate.until : undefined) });
    await playing(toys);
    await measuredAt(toys, 4);
    const next = toys.rig.open(smallRun());
    toys.recovered(4, 1);
    gate.release();
    await next;
    toys.recovered(4, 1);
    expect([toys.rig.of('engine'), toys.rig.of('notice')]).toEqual([[], []]);
  });

  it('no engine is opened for a run that is not wanted any more when its turn comes', async () => {
    const gate = held();
    const numbers: number[] = [];
    const toys = createToys({
      opening: (number) => void numbers.push(number),
      evaluating: (step) => (step === 1 ? gate.until : undefined),
      trained: () => (toys.time.now += 40),
    });
    await toys.rig.speed(30);
    await toys.rig.open(smallRun(3000));
    await toys.rig.play();
    await measuredAt(toys, 1);
    const first = toys.rig.open(other(1));
    await rounds(); // it waits for the measurement
    const second = toys.rig.open(other(2));
    gate.release();
    await Promise.all([first, second]);
    expect(numbers).toEqual([2, toys.rig.newest()]);
  });

  it('an engine that cannot be opened for a run not wanted any more is no failure', async () => {
    const gate = held();
    const toys = createToys({
      opening: (number) =>
        number > 1
          ? undefined
          : gate.until.then(() => {
              throw new Error('no memory');
            }),
    });
    const first = toys.rig.open(run);
    await rounds();
    const second = toys.rig.open(smallRun());
    gate.release();
    await Promise.all([first, second]);
    expect([failures(toys), toys.rig.status()]).toEqual([[], 'paused']);
  });

  it('a run that cannot be kept is left all the same, and begins anew', async () => {
    const toys = createToys();
    await opened(toys);
    await toys.rig.step(6);
    toys.engines[0].checkpoint = () => Promise.reject(new Error('the buffer cannot be read'));
    await toys.rig.open(smallRun());
    expect([failures(toys), toys.rig.status(), toys.disposed]).toEqual([[], 'paused', [toys.engines[0]]]);
    await toys.rig.open(run, { resume: true });
    expect(toys.rig.frames().at(-1)?.step).toBe(0);
  });

  it('a run that was not trained takes no place from those that were', async () => {
    const toys = createToys();
    await opened(toys);
    await toys.rig.step(6);
    for (let data = 1; data <= 7; data++) await toys.rig.open(other(data));
    await toys.rig.open(run, { resume: true });
    expect(toys.rig.frames().at(-1)?.step).toBe(6);
  });

  it('a run that diverged is not kept', async () => {
    const toys = createToys({
      evaluated: ({ step, replicas }) => ({ step, replicas: replicas.map((all) => ({ ...all, finite: step < 6 })) }),
    });
    await playing(toys);
    await toys.rig.until(() => toys.rig.status() === 'diverged');
    await rounds();
    expect(toys.rig.of('diverged').map(({ step }) => step)).toEqual([6]);
    await toys.rig.open(smallRun());
    await toys.rig.open(run, { resume: true });
    expect([toys.rig.status(), toys.rig.frames().at(-1)?.step]).toEqual(['paused', 0]);
  });
});

describe('where something fails', () => {
  it('the run is given up: its engine too, and there is nothing to be asked', async () => {
    const toys = createToys({
      settling: (step) => (step === 5 ? Promise.reject(new Error('out of memory')) : undefined),
    });
    await opened(toys, smallRun(3000));
    await toys.rig.step(5);
    expect(failures(toys)).toEqual([[2, 'out of memory']]);
    expect(toys.disposed).toEqual(toys.engines);
    await expect(toys.rig.session.save()).rejects.toThrow('no run is open');
    expect(await toys.rig.session.ablate()).toBeNull();
    await toys.rig.open(smallRun());
    expect([toys.rig.status(), toys.disposed.length]).toEqual(['paused', 1]);
  });

  it('what was asked for meanwhile is answered too, and the failure is told once', async () => {
    let file: Promise<unknown> | undefined;
    const toys = createToys({
      trained: (step) => {
        if (step === 5) file = toys.rig.session.save().catch(String);
      },
      settling: (step) => (step === 5 ? Promise.reject(new Error('out of memory')) : undefined),
    });
    await opened(toys, smallRun(3000));
    await toys.rig.step(5);
    expect(await file).toBe('Error: no run is open');
    expect(failures(toys)).toEqual([[2, 'out of memory']]);
  });

  it.each([
    ['comes', (): void => undefined],
    [
      'fails',
      (): void => {
        throw new Error('disposed of');
      },
    ],
  ])('a submission: nothing is told of a measurement that %s later', async (_, becomes) => {
    const gate = held();
    const toys = createToys({
      trained: () => (toys.time.now += 33),
      evaluating: (step) => (step === 1 ? gate.until.then(becomes) : undefined),
      settling: (step) => (step === 3 ? Promise.reject(new Error('out of memory')) : undefined),
    });
    // One step at a time, with a frame after each.
    await toys.rig.speed(31);
    await toys.rig.open(smallRun(3000));
    await toys.rig.play();
    await toys.rig.until(() => toys.rig.status() === 'failed');
    gate.release();
    await rounds();
    expect(failures(toys)).toEqual([[2, 'out of memory']]);
    expect(toys.rig.events.at(-1)?.type).toBe('status');
    expect(toys.rig.frames().map(({ step }) => step)).toEqual([0]);
  });

  it('a measurement, while steps are submitted at whose end a change acts: told once', async () => {
    const gate = held();
    const toys = createToys({
      evaluating: (step) =>
        step === 4
          ? gate.until.then(() => {
              throw new Error('the buffer cannot be read');
            })
          : undefined,
      trained: (step) => {
        if (step !== 5) return undefined;
        gate.release();
        return rounds(3);
      },
    });
    await toys.rig.speed(0);
    await toys.rig.open(run, { timeline: [{ step: 5, path: 'run.training.gateDropout', value: 0.4 }] });
    await toys.rig.play();
    await toys.rig.until(() => toys.rig.of('failed').length > 0);
    await rounds();
    expect(failures(toys)).toEqual([[2, 'the buffer cannot be read']]);
    expect(toys.rig.status()).toBe('failed');
  });
});

describe('where the session is closed', () => {
  it('nothing is told of a run that was being opened, and its engine is given up', async () => {
    const gate = held();
    const toys = createToys({ opening: () => gate.until });
    const opening = toys.rig.open(run);
    await rounds();
    const closed = toys.rig.session.dispose();
    gate.release();
    await Promise.all([opening, closed]);
    expect([toys.rig.of('opened'), toys.disposed]).toEqual([[], toys.engines]);
    expect(toys.engines).toHaveLength(1);
  });

  it('the engine is given up, and whoever asks hears that it is closed', async () => {
    const toys = createToys();
    await playing(toys);
    await reached(toys, 4);
    const asked = [toys.rig.session.save(), toys.rig.session.ablate()];
    await Promise.all([toys.rig.session.dispose(), ...asked].map((promise) => promise.catch(String)));
    expect(toys.disposed).toEqual(toys.engines);
    await expect(toys.rig.session.save()).rejects.toThrow('closed');
    await expect(toys.rig.session.ablate()).rejects.toThrow('closed');
  });
});

it('takes a device away on purpose, where there is one that can be lost', async () => {
  const toys = createToys();
  expect(await toys.rig.session.loseDevice()).toBe(false);
  await toys.rig.open(run);
  expect(await toys.rig.session.loseDevice()).toBe(false);
  toys.engines[0].loseDevice = () => true;
  expect(await toys.rig.session.loseDevice()).toBe(true);
});
