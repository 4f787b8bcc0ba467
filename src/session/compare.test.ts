import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import type { Engine, EngineData, EngineInfo } from '../engine/types.ts';
import type { PopulationSpec } from '../model/spec.ts';
import { processorFaster } from './compare.ts';

const data = [randomData(1, 4)];
const population = smallPopulation({ training: { steps: 600 } });

/** Engines on a clock of their own: what a step takes on each, and how late its end is reported. */
function bench(
  costs: { webgpu: number; wasm: number },
  { late = 0, software = false, blocked = false, held = [] as number[] } = {},
) {
  let time = 0;
  let bursts = 0;
  const opened: { asked: string; disposed: boolean; steps: number }[] = [];
  const open = async (wanted: PopulationSpec, logs: readonly EngineData[], asked: string): Promise<Engine> => {
    const engine = await createScalarEngine(wanted, logs);
    const backend = blocked ? 'wasm' : asked === 'webgpu' ? 'webgpu' : 'wasm';
    const record = { asked, disposed: false, steps: 0 };
    opened.push(record);
    const timed: Partial<Engine> = {
      info: { engine: 'fused', backend, adapter: 'none', software },
      train(count) {
        time += count * costs[backend];
        // Held up by something else on the processor.
        if (held.includes(++bursts)) time += 40;
        record.steps += count;
        return Promise.resolve();
      },
      settle() {
        if (backend === 'webgpu') time += late;
        return Promise.resolve();
      },
      dispose() {
        record.disposed = true;
        engine.dispose();
      },
    };
    return new Proxy(engine, {
      get: (_, key) => Reflect.get(Object.hasOwn(timed, key) ? timed : engine, key) as unknown,
    });
  };
  const info: EngineInfo = { engine: 'fused', backend: 'webgpu', adapter: 'none', software };
  const live = { info, population } as Engine;
  return {
    opened,
    find: (stop = (): boolean => false) => processorFaster(live, data, stop, { open, now: () => time }),
  };
}

describe('the processor', () => {
  it('is as many times as fast as its steps are shorter', async () => {
    // 0.42 ms against 0.03 ms, in software.
    expect(await bench({ webgpu: 0.42, wasm: 0.03 }, { software: true }).find()).toBeCloseTo(14, 6);
    expect(await bench({ webgpu: 0.4, wasm: 0.1 }).find()).toBeCloseTo(4, 6);
  });

  it('is worth a word from three times on, and from one and a half where the graphics device is software', async () => {
    expect(await bench({ webgpu: 0.29, wasm: 0.1 }).find()).toBeNull();
    expect(await bench({ webgpu: 0.29, wasm: 0.1 }, { software: true }).find()).toBeCloseTo(2.9, 6);
    expect(await bench({ webgpu: 0.14, wasm: 0.1 }, { software: true }).find()).toBeNull();
  });

  it('is not believed to be faster because a browser reports the end of work late', async () => {
    // Ten times as fast on the device, whose reports come 4 ms late.
    expect(await bench({ webgpu: 0.01, wasm: 0.1 }, { late: 4 }).find()).toBeNull();
    // Twice as fast on the processor is not three times.
    expect(await bench({ webgpu: 0.2, wasm: 0.1 }, { late: 4 }).find()).toBeNull();
  });

  it('is not believed to be slower because something else held it up once, whenever that is', async () => {
    for (let at = 1; at < 40; at++)
      expect(await bench({ webgpu: 0.42, wasm: 0.03 }, { held: [at] }).find(), String(at)).toBeCloseTo(14, 6);
  });

  it('is compared in milliseconds, by engines that are disposed of', async () => {
    const { opened, find } = bench({ webgpu: 0.42, wasm: 0.03 });
    await find();
    expect(opened.map(({ asked, disposed }) => [asked, disposed])).toEqual([
      ['webgpu', true],
      ['wasm', true],
    ]);
    const [device, processor] = opened.map(({ steps }, i) => steps * [0.42, 0.03][i]);
    expect(device).toBeLessThan(180);
    expect(processor).toBeLessThan(70);
  });

  it('is not compared where the device is not to be had, or when told to stop', async () => {
    const without = bench({ webgpu: 1, wasm: 0.1 }, { blocked: true });
    expect([await without.find(), without.opened.length]).toEqual([null, 1]);
    for (const after of [0, 3, 8]) {
      let asked = 0;
      const { opened, find } = bench({ webgpu: 1, wasm: 0.1 });
      expect(await find(() => asked++ >= after)).toBeNull();
      expect(opened.every(({ disposed }) => disposed)).toBe(true);
    }
  });
});
