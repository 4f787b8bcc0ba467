/** Which engine trains a population of a study, where nobody asked for one: found out by training a little on each. */
import type { OpenedEngine } from '../engine/create.ts';
import { discard } from '../engine/recovering.ts';
import { stepTime } from '../engine/stepTime.ts';
import {
  EngineLimitError,
  type AskedBackend,
  type BackendName,
  type Engine,
  type EngineData,
} from '../engine/types.ts';
import { REAL_CLOCK, Waits, type Clock } from '../engine/waits.ts';
import { SpecError, type PopulationSpec } from '../model/spec.ts';

/** What the processor has trained within this time, a device would have little left of: compiling its kernels takes about a second. */
const SHORT_MS = 2000;
/** From so many times on a device of its own is given up for the processor, which the page needs too. One in software is the processor. */
const WORTH = 3;
/** How long a device may take over its trial, compiled as it is. */
const TRIAL_MS = 20_000;

/**
 * What a population is trained on, and why. `faster`: it was measured to be so many times as fast as the other; `kept`: the other one was
 * faster, but not by enough; `short`: it, and what follows it, takes the processor about so long in all, and nothing else was tried; `alone`: the graphics
 * device was not to be had, or did not come through its trial.
 */
export type Choice = { backend: BackendName } & (
  | { why: 'faster' | 'kept'; other: BackendName; times: number }
  | { why: 'short'; seconds: number }
  | { why: 'alone' }
);

/** How a study's engines are chosen. */
export interface Choosing {
  /** Stops a trial. */
  signal?: AbortSignal;
  /** Told of each choice by trial; what has been chosen once for a structure stays so. */
  onChosen?: (choice: Choice) => void;
}

type OpenOn = (
  population: PopulationSpec,
  data: readonly EngineData[],
  asked: AskedBackend,
  whole: boolean,
) => Promise<OpenedEngine>;

/** `whole` and `rounds`: see OpenEngines. */
type Wanted = [population: PopulationSpec, data: readonly EngineData[], whole: boolean, rounds: number];

const keyOf = ({ model, training }: PopulationSpec): string => JSON.stringify([model, training]);

/** @param device - and @param processor - that were measured, in milliseconds a step */
function compared(device: { engine: Engine; ms: number }, processor: { engine: Engine; ms: number }): Choice {
  const times = device.ms / processor.ms;
  const there = device.engine.info.backend;
  const here = processor.engine.info.backend;
  if (times >= (device.engine.info.software === true ? 1 : WORTH))
    return { backend: here, why: 'faster', other: there, times };
  if (times > 1) return { backend: there, why: 'kept', other: here, times };
  return { backend: there, why: 'faster', other: here, times: 1 / times };
}

class Chooser {
  private readonly chosen = new Map<string, AskedBackend>();
  /** The graphics device is not to be had, for any population. */
  private without = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly openOn: OpenOn,
    private readonly clock: Clock,
    private readonly choosing: Choosing,
  ) {}

  async open(...wanted: Wanted): Promise<Engine> {
    const known = this.openKnown(wanted);
    if (known) return known;
    // One trial at a time: each would make the other one slower.
    const mine = this.turn.then(() => this.openKnown(wanted) ?? this.openFastest(wanted));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private openKnown(wanted: Wanted): Promise<Engine> | undefined {
    const backend = this.chosen.get(keyOf(wanted[0]));
    return backend && this.openAs(backend, wanted);
  }

  private async openAs(asked: AskedBackend, [population, data, whole]: Wanted): Promise<Engine> {
    return (await this.openOn(population, data, asked, whole)).engine;
  }

  private async openFastest(wanted: Wanted): Promise<Engine> {
    this.choosing.signal?.throwIfAborted();
    const processor = await this.tryProcessor(wanted);
    if (!processor) {
      const engine = await this.openAs('webgpu', wanted);
      this.chosen.set(keyOf(wanted[0]), 'webgpu');
      return engine;
    }
    try {
      const { engine, choice } = await this.choose(processor, wanted);
      this.chosen.set(keyOf(wanted[0]), choice.backend === 'webgpu' ? 'webgpu' : 'wasm');
      this.choosing.onChosen?.(choice);
      return engine;
    } catch (error) {
      processor.engine.dispose();
      throw error;
    }
  }

  private async choose(
    processor: { engine: Engine; ms: number },
    wanted: Wanted,
  ): Promise<{ engine: Engine; choice: Choice }> {
    const { engine, ms } = processor;
    const { backend } = engine.info;
    const [{ training }, , , rounds] = wanted;
    const all = ms * training.steps * rounds;
    if (all <= SHORT_MS) return { engine, choice: { backend, why: 'short', seconds: all / 1000 } };
    const device = await this.tryDevice(wanted);
    if (!device) return { engine, choice: { backend, why: 'alone' } };
    const choice = compared(device, processor);
    const [best, other] = choice.backend === backend ? [engine, device.engine] : [device.engine, engine];
    other.dispose();
    return { engine: best, choice };
  }

  /** @returns an engine on the processor; null where it cannot have one, so that only a device is left */
  private async tryProcessor(wanted: Wanted): Promise<{ engine: Engine; ms: number } | null> {
    let engine: Engine | undefined;
    try {
      engine = await this.openAs('wasm', wanted);
      return { engine, ms: await this.measured(engine) };
    } catch (error) {
      engine?.dispose();
      this.choosing.signal?.throwIfAborted();
      if (error instanceof SpecError) throw error;
      return null;
    }
  }

  private async tryDevice([population, data, whole]: Wanted): Promise<{ engine: Engine; ms: number } | null> {
    if (this.without) return null;
    const opened = await this.openOn(population, data, 'webgpu', whole).catch((error: unknown) => {
      // Where these have no room, others may have.
      this.without = !(error instanceof EngineLimitError);
      return null;
    });
    if (!opened) return null;
    const { engine, why } = opened;
    if (engine.info.backend !== 'webgpu') {
      engine.dispose();
      this.without = why !== 'too-small';
      return null;
    }
    try {
      return { engine, ms: await this.withinTrial(this.measured(engine)) };
    } catch {
      const { signal } = this.choosing;
      if (signal?.aborted === true) engine.dispose();
      else discard(engine);
      signal?.throwIfAborted();
      this.without = true;
      return null;
    }
  }

  /** A device may hang; and whoever stops a study does not wait for it. */
  private async withinTrial(trial: Promise<number>): Promise<number> {
    const { signal } = this.choosing;
    const waits = new Waits(this.clock);
    const stop = (): void => {
      waits.end(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop);
    try {
      return await waits.for(trial, TRIAL_MS, 'the GPU, on trial,');
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** @returns milliseconds a step, of an engine that is then as it was */
  private async measured(engine: Engine): Promise<number> {
    const { signal } = this.choosing;
    const start = await engine.checkpoint();
    const ms = await stepTime(engine, () => signal?.aborted === true, { now: () => this.clock.now() });
    signal?.throwIfAborted();
    if (ms === null) throw new Error('the trial was given up');
    await engine.restore(start);
    await engine.settle();
    return ms;
  }
}

/**
 * Opens each population of a study on the engine that trains it the fastest: the processor, unless the graphics device is worth it. The trial leaves
 * no trace: numbers are those of the chosen engine alone.
 * @param openOn - opens an engine on what is asked for, or on what there is instead
 */
export function createChooser(
  openOn: OpenOn,
  choosing: Choosing,
  clock: Clock = REAL_CLOCK,
): (...wanted: Wanted) => Promise<Engine> {
  const chooser = new Chooser(openOn, clock, choosing);
  return (...wanted) => chooser.open(...wanted);
}
