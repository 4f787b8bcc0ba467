/** A session on toy engines, in a time of its own: a test says when an answer comes, and what of it. */
import { afterEach } from 'vitest';
import type { WhyNot } from '../../engine/create.ts';
import type { Recovery } from '../../engine/recovering.ts';
import type { AskedBackend, EngineName, EvaluateOptions, Evaluation } from '../../engine/types.ts';
import type { SessionOptions } from '../session.ts';
import { createRig, type Rig } from './rig.ts';
import { ToyEngine } from './toyEngine.ts';

interface Hooks {
  /** Held back until it resolves. @param step - that is measured */
  evaluating?: (step: number) => Promise<void> | undefined;
  /** Training goes on when it resolves. @param step - that the engine has come to */
  trained?: (step: number, engine: ToyEngine) => unknown;
  /** What becomes of what was measured. */
  evaluated?: (evaluation: Evaluation) => Evaluation;
  /** Instead of what the engine says of the steps submitted. */
  settling?: (step: number) => Promise<never> | undefined;
  /** @param trying - says which engine is tried */
  opening?: (
    number: number,
    trying: (name: EngineName) => void,
    asked: AskedBackend | undefined,
  ) => Promise<void> | undefined;
  compare?: SessionOptions['compare'];
  /** How long the page takes to draw a frame; nothing: no time. */
  draws?: () => Promise<void> | undefined;
  /** After how many rounds of the event loop an answer comes. */
  ticks?: number;
}

export interface Toys {
  rig: Rig;
  /** Time, in milliseconds, that passes only where a test says so. */
  time: { now: number };
  /** Steps that were measured, one after the other. */
  asked: number[];
  /** What was to be read back for each, beside averages. */
  details: EvaluateOptions['full'][];
  /** Measurements that were on their way together, at most. */
  together: () => number;
  engines: ToyEngine[];
  /** How many steps were submitted at a time. */
  counts: number[];
  /** As an engine says it whose device was lost. @param opening - which of those opened, from 1; default the last */
  recovered: (step: number, opening?: number) => void;
  disposed: ToyEngine[];
}

let open: Toys[] = [];
afterEach(async () => {
  await Promise.all(open.map(({ rig }) => rig.session.dispose()));
  open = [];
});

export function createToys({
  evaluating,
  trained,
  evaluated = (as) => as,
  settling,
  opening,
  compare,
  draws,
  ticks = 2,
}: Hooks = {}): Toys {
  const time = { now: 1000 };
  const [asked, engines, disposed]: [number[], ToyEngine[], ToyEngine[]] = [[], [], []];
  const details: Toys['details'] = [];
  const counts: number[] = [];
  let [underWay, most] = [0, 0];
  const tells: ((recovery: Recovery, why: WhyNot | undefined) => void)[] = [];
  const spied = (engine: ToyEngine): ToyEngine => {
    const evaluate = engine.evaluate.bind(engine);
    const train = engine.train.bind(engine);
    const settle = engine.settle.bind(engine);
    const dispose = engine.dispose.bind(engine);
    engine.evaluate = async (options) => {
      asked.push(engine.step);
      details.push(options?.full);
      most = Math.max(most, ++underWay);
      const answer = evaluate(options);
      await evaluating?.(engine.step);
      underWay--;
      return evaluated(await answer);
    };
    engine.train = async (count) => {
      counts.push(count);
      await train(count);
      await trained?.(engine.step, engine);
    };
    engine.settle = () => settling?.(engine.step) ?? settle();
    engine.dispose = () => {
      disposed.push(engine);
      dispose();
    };
    engines.push(engine);
    return engine;
  };
  const engine: SessionOptions['engine'] = (asking, onRecovered, onTrying) => async (population, data, number) => {
    tells.push(onRecovered);
    await opening?.(number, onTrying, asking);
    return { engine: spied(new ToyEngine(population, data, () => ticks, true)), why: 'asked' };
  };
  const rig = createRig({ now: () => time.now, engine, compare, compareAfter: 0 }, draws);
  const toys = {
    rig,
    time,
    asked,
    details,
    together: () => most,
    engines,
    counts,
    recovered: (step: number, opening = tells.length) => {
      const engine = { engine: 'simd', backend: 'wasm', adapter: 'toy' } as const;
      tells[opening - 1]({ step, engine, reason: 'on purpose' }, 'webgpu-lost');
    },
    disposed,
  };
  open.push(toys);
  return toys;
}

/** Something that is waited for until a test lets it go on. */
export function held(): { until: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  const until = new Promise<void>((done) => {
    release = done;
  });
  return { until, release };
}

/** Time for whatever does not wait. */
export async function rounds(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((done) => setTimeout(done));
}
export const reached = (toys: Toys, step: number): Promise<void> =>
  toys.rig.until(() => (toys.rig.frames().at(-1)?.step ?? -1) >= step);
