import { describe, expect, it } from 'vitest';
import type { OpenedEngine } from '../engine/create.ts';
import { createLosable, never, type Losable, type LosableCall } from '../engine/testing/losable.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { EngineLimitError, type AskedBackend, type Engine } from '../engine/types.ts';
import { SpecError, type PopulationSpec } from '../model/spec.ts';
import { createChooser, type Choice, type Choosing } from './choice.ts';
import { handClock } from './testing/handClock.ts';

const data = [randomData(1, 4)];
/** 50,000 steps: at a tenth of a millisecond a step the processor has them in 5 s. */
const population = smallPopulation({ training: { steps: 50_000 } });
const others = smallPopulation({ training: { steps: 50_000, batch: 5 } });

type Kind = 'webgpu' | 'wasm';
interface Opened extends Losable {
  asked: Kind;
  destroyed: boolean;
}

interface Machine {
  /** Milliseconds that a step takes. */
  webgpu?: number;
  wasm?: number;
  software?: boolean;
  /** What comes instead of an engine. */
  instead?: (asked: Kind, engine: Losable) => Error | OpenedEngine | undefined;
  /** What a device does instead of answering its n-th call of a kind. */
  device?: (call: LosableCall, n: number, engine: Losable) => Promise<never> | undefined;
  /** Told of every burst. */
  trains?: () => void;
}

/** Engines that really train, on a clock that goes as they do. */
function machine(
  {
    webgpu = 1,
    wasm = 0.1,
    software = false,
    instead = () => undefined,
    device = () => undefined,
    trains,
  }: Machine = {},
  signal?: Choosing['signal'],
) {
  const { clock, pass } = handClock();
  const opened: Opened[] = [];
  const log: string[] = [];
  const told: Choice[] = [];
  const openOn = async (wanted: PopulationSpec, logs: typeof data, asked: AskedBackend): Promise<OpenedEngine> => {
    const kind = asked === 'webgpu' ? 'webgpu' : 'wasm';
    log.push(`${kind} ${String(wanted.training.batch)}`);
    const engine = await createLosable(wanted, logs);
    const answer = instead(kind, engine);
    if (answer instanceof Error) throw answer;
    if (answer) return answer;
    const train = engine.train.bind(engine);
    const lose = engine.loseDevice.bind(engine);
    const calls = new Map<LosableCall, number>();
    const made = Object.assign(engine, {
      info: { engine: kind === 'webgpu' ? 'fused' : 'simd', backend: kind, adapter: '', software },
      asked: kind,
      destroyed: false,
      train: async (count: number) => {
        trains?.();
        await train(count);
        pass(count * (kind === 'webgpu' ? webgpu : wasm));
      },
      loseDevice: () => {
        made.destroyed = true;
        return lose();
      },
    } as const) as Opened;
    if (kind === 'webgpu')
      made.before = (call) => {
        calls.set(call, (calls.get(call) ?? 0) + 1);
        return device(call, calls.get(call) ?? 0, made);
      };
    opened.push(made);
    return { engine: made };
  };
  const choose = createChooser(openOn as never, { signal, onChosen: (choice) => told.push(choice) }, clock);
  return {
    opened,
    log,
    told,
    pass,
    open: (wanted = population, rounds = 1): Promise<Engine> => choose(wanted, data, false, rounds),
    /** Engines that nobody has given back. */
    alive: () => opened.filter(({ disposals }) => disposals === 0),
  };
}

/** Lets whatever can happen without time passing happen. */
const idle = async (): Promise<void> => {
  for (let i = 0; i < 200; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** What is told of a choice between two. */
interface Told {
  backend: Kind;
  why: 'faster' | 'kept';
  other?: Kind;
  times: number;
}

describe('a population is trained on what trains it the fastest', () => {
  it.each<[string, Machine, Told]>([
    [
      'the processor, at 2 to 1 in software',
      { webgpu: 0.2, software: true },
      { backend: 'wasm', why: 'faster', times: 2 },
    ],
    ['the processor, at 4 to 1', { webgpu: 0.4 }, { backend: 'wasm', why: 'faster', times: 4 }],
    [
      'a card as long as it is 2.5 to 1',
      { webgpu: 0.25 },
      { backend: 'webgpu', why: 'kept', other: 'wasm', times: 2.5 },
    ],
    ['a card, at 1 to 5', { webgpu: 0.02 }, { backend: 'webgpu', why: 'faster', other: 'wasm', times: 5 }],
    [
      'software, at 1 to 2',
      { webgpu: 0.05, software: true },
      { backend: 'webgpu', why: 'faster', other: 'wasm', times: 2 },
    ],
  ])('%s', async (_, costs, choice) => {
    const { open, told, alive } = machine(costs);
    const engine = await open();
    expect(engine.info.backend).toBe(choice.backend);
    expect(told).toHaveLength(1);
    const { times, ...rest } = choice;
    expect(told[0]).toMatchObject(rest);
    expect((told[0] as { times: number }).times).toBeCloseTo(times, 6);
    // The other one is gone.
    expect(alive()).toEqual([engine]);
  });

  it('and on the processor where that has all of it done before a device would have begun', async () => {
    const quick = machine({ wasm: 0.039, webgpu: 0.001 });
    await quick.open();
    expect(quick.log).toEqual(['wasm 7']);
    expect(quick.told).toEqual([{ backend: 'wasm', why: 'short', seconds: expect.closeTo(1.95, 6) as number }]);
    const longer = machine({ wasm: 0.041, webgpu: 0.001 });
    expect((await longer.open()).info.backend).toBe('webgpu');
    // In four portions: a study has all of them before it.
    const portions = machine({ wasm: 0.01, webgpu: 0.001 });
    expect((await portions.open(population, 4.1)).info.backend).toBe('webgpu');
    const few = machine({ wasm: 0.01, webgpu: 0.001 });
    await few.open(population, 3);
    expect(few.told).toEqual([{ backend: 'wasm', why: 'short', seconds: expect.closeTo(1.5, 6) as number }]);
  });
});

describe('the trial', () => {
  it.each([
    ['wasm', 1],
    ['webgpu', 0.01],
  ] as const)('leaves no trace in the numbers of %s', async (backend, webgpu) => {
    const engine = await machine({ webgpu }).open();
    expect([engine.info.backend, engine.step]).toEqual([backend, 0]);
    const fresh = await createLosable(population, data);
    expect(await engine.checkpoint()).toEqual(await fresh.checkpoint());
    for (const each of [engine, fresh]) await each.train(7);
    expect(await engine.checkpoint()).toEqual(await fresh.checkpoint());
    expect(await engine.evaluate()).toEqual(await fresh.evaluate());
  });

  it('is made once for each structure, one after the other', async () => {
    const { open, log, told, alive } = machine();
    await Promise.all([open(), open(others)]);
    expect(log).toEqual(['wasm 7', 'webgpu 7', 'wasm 5', 'webgpu 5']);
    await Promise.all([open(), open(others)]);
    expect(log.slice(4)).toEqual(['wasm 7', 'wasm 5']);
    expect([told.length, alive().length]).toEqual([2, 4]);
  });

  it('that one population fails holds up no other one', async () => {
    let first = true;
    const { open } = machine({
      instead: () => {
        if (!first) return undefined;
        first = false;
        return new SpecError('wrong');
      },
    });
    const wrong = open();
    const right = open(others);
    await expect(wrong).rejects.toBeInstanceOf(SpecError);
    expect((await right).info.backend).toBe('wasm');
  });
});

describe('a device that is not to be had', () => {
  const alone: Choice = { backend: 'wasm', why: 'alone' };

  it('or gives way to another engine, is not asked for again', async () => {
    for (const failing of [true, false]) {
      let instead: Losable | undefined;
      const { open, log, told, alive } = machine({
        instead: (asked, engine) => {
          if (asked === 'wasm') return undefined;
          if (failing) return new Error('no device');
          instead = Object.assign(engine, { info: { engine: 'simd', backend: 'wasm', adapter: '' } as const });
          return { engine: instead, why: 'no-adapter' };
        },
      });
      const engine = await open();
      await open(others);
      expect(log).toEqual(['wasm 7', 'webgpu 7', 'wasm 5']);
      expect(told).toEqual([alone, alone]);
      expect(alive()[0]).toBe(engine);
      if (!failing) expect(instead?.disposals).toBe(1);
    }
  });

  it('for these models, for want of room, is asked for others', async () => {
    for (const thrown of [true, false]) {
      const { open, log } = machine({
        instead: (asked, engine) => {
          if (asked === 'wasm' || engine.population.training.batch === 5) return undefined;
          if (thrown) return new EngineLimitError('too large', 1);
          const info = { engine: 'simd', backend: 'wasm', adapter: '' } as const;
          return { engine: Object.assign(engine, { info }), why: 'too-small' };
        },
      });
      expect((await open()).info.backend).toBe('wasm');
      await open(others);
      expect(log).toEqual(['wasm 7', 'webgpu 7', 'wasm 5', 'webgpu 5']);
    }
  });

  it('any more, lost on its trial, leaves the processor', async () => {
    const { open, log, told, alive } = machine({
      device: (call, n, engine) => {
        if (call === 'settle' && n === 5) engine.loseDevice();
        return undefined;
      },
    });
    const engine = await open();
    expect([engine.info.backend, engine.step]).toEqual(['wasm', 0]);
    await open(others);
    expect([log.length, told]).toEqual([3, [alone, alone]]);
    expect(alive()).toHaveLength(2);
  });

  it('because it hangs, is given up after 20 s and destroyed', async () => {
    const { open, opened, told, pass, alive, log } = machine({
      device: (call, n) => (call === 'settle' && n === 4 ? never() : undefined),
    });
    let engine: Engine | undefined;
    const opening = open().then((made) => (engine = made));
    await idle();
    pass(19_900);
    await idle();
    expect([opened.length, engine]).toEqual([2, undefined]);
    pass(200);
    await opening;
    expect([engine?.info.backend, engine?.step, told]).toEqual(['wasm', 0, [alone]]);
    expect([opened[1].destroyed, opened[1].disposals]).toEqual([true, 1]);
    expect(alive()).toEqual([engine]);
    await open(others);
    expect(log).toHaveLength(3);
  });
});

describe('where the processor cannot have them', () => {
  it('a device trains them, and nothing is compared', async () => {
    const { open, told, log } = machine({
      instead: (asked) => (asked === 'wasm' ? new EngineLimitError('too large', 1) : undefined),
    });
    expect((await open()).info.backend).toBe('webgpu');
    expect((await open()).info.backend).toBe('webgpu');
    expect([told, log]).toEqual([[], ['wasm 7', 'webgpu 7', 'webgpu 7']]);
  });
});

describe('a study that is stopped', () => {
  it('at any time of the trial gives everything back', async () => {
    for (const at of [1, 4, 9, 14, 19]) {
      const stop = new AbortController();
      const { open, alive, told, opened } = machine(
        {
          device: () => {
            if (++calls === at) stop.abort();
            return undefined;
          },
        },
        stop.signal,
      );
      let calls = 0;
      await expect(open()).rejects.toMatchObject({ name: 'AbortError' });
      expect([alive(), told]).toEqual([[], []]);
      // Others may use the device.
      expect(opened.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    }
  });

  it('while the processor is on trial opens no device', async () => {
    const stop = new AbortController();
    const trains = (): void => {
      stop.abort();
    };
    const { open, alive, log } = machine({ trains }, stop.signal);
    await expect(open()).rejects.toMatchObject({ name: 'AbortError' });
    expect([alive(), log]).toEqual([[], ['wasm 7']]);
  });

  it('does not wait for a device that hangs', async () => {
    const stop = new AbortController();
    const { open, alive } = machine(
      { device: (call, n) => (call === 'settle' && n === 4 ? never() : undefined) },
      stop.signal,
    );
    const opening = open();
    await idle();
    stop.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(alive()).toEqual([]);
  });
});
