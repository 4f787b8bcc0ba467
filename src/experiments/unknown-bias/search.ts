/**
 * The search for a bias that nobody named (future work in Zhao et al. 2019): every column of the log takes its turn as what the shallow tower is told, and the
 * column that explains held-out clicks best is the suspect. All models are trained in lockstep on the same log, from the same initial weights, in the same
 * batches; the main tower sees the features only.
 */
import { yieldToEvents } from '../../engine/pipeline.ts';
import { biasFit } from '../../metrics/bias.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudySpec } from '../../study/spec.ts';
import { trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import {
  columnWorld,
  CONTEXT_COLUMNS,
  createContextWorld,
  LEVELS,
  type ContextColumn,
  type ContextWorld,
} from '../../world/context.ts';
import type { World } from '../../world/types.ts';
import { clickLosses, gainOf, type Gain } from './gain.ts';
import { rankedColumns, suspectOf, type ColumnGain } from './suspect.ts';

/**
 * What the shallow tower of a model is told; `nothing` has no tower. `device` is the control: every tower knows the device, and a bias whose size differs by
 * device shifts its devices' click rates, so that any column at all would seem to explain something.
 */
const ARMS = ['nothing', 'device', ...CONTEXT_COLUMNS] as const;
type Told = (typeof ARMS)[number];

export interface SearchSpec {
  /** World (its bias curves and strength are the culprit's), model and training; its bias handling and its seeds are replaced. */
  base: RunSpec;
  /** The column that biases clicks; null: none does. */
  culprit: ContextColumn | null;
  /** Worlds. */
  seeds: number;
  /** Seed of the first. */
  seedBase: number;
  /** Initial weights and batch orders that every model is trained from, on each world. */
  starts: number;
}

/** What came out on one world. */
export interface SearchedWorld {
  seed: number;
  culprit: ContextColumn | null;
  /** Columns by their gain over no tower, best first. */
  ranked: ContextColumn[];
  /** Held-out log-loss gain of each, nats an impression, in the order of `ranked`. */
  gains: number[];
  /** The column that is called the culprit. */
  flagged: ContextColumn | null;
  /** By column, in the order of CONTEXT_COLUMNS. */
  columns: ColumnGain[];
  /** Gain of a tower that is told the device alone. */
  device: Gain;
  /** [device][level 1..L] centred logits that the tower of the best column has learned, mean over starts, and what they ought to be. */
  learned: number[][];
  truth: number[][];
}

export interface SearchOptions extends StudyContext {
  /** A world whose models have come to their end. */
  onMeasured?: (worlds: SearchedWorld[]) => void;
}

/** Losses and learned tables of one world's models, start by start. */
interface Measured {
  losses: Float64Array;
  table: Float32Array;
  finite: boolean;
  world: World;
}

/** Every start of a world is a seed of the study: seed s, start i is s · starts + i, so that one start is seeded as its world is. */
const studyOf = ({ base, seeds, seedBase, starts }: SearchSpec): StudySpec => ({
  base,
  seeds: seeds * starts,
  seedBase: seedBase * starts,
  arms: ARMS.map((told) => ({
    label: told,
    changes: { 'run.model.biasHandling': told === 'nothing' ? 'none' : 'shallow-tower' },
  })),
});

const columnOf = (told: Told): ContextColumn | null => (told === 'nothing' || told === 'device' ? null : told);

/** The platforms of a search, one at a time: each arm's log has another column where positions stand. */
interface Platforms {
  of: (run: RunSpec, trained: number) => ContextWorld;
  /** As the model of an arm has it. */
  told: (run: RunSpec, trained: number, arm: number) => World;
}

function platformsOf({ culprit, starts }: SearchSpec): Platforms {
  let known: { seed: number; context: ContextWorld; worlds: Map<ContextColumn | null, World> } | undefined;
  const find = (run: RunSpec, trained: number): NonNullable<typeof known> => {
    const seed = Math.floor(trained / starts);
    if (known?.seed !== seed)
      known = { seed, context: createContextWorld(run.world, culprit, seed), worlds: new Map() };
    return known;
  };
  return {
    of: (run, trained) => find(run, trained).context,
    told: (run, trained, arm) => {
      const { context, worlds } = find(run, trained);
      const column = columnOf(ARMS[arm]);
      const world = worlds.get(column) ?? columnWorld(run.world, context, column);
      worlds.set(column, world);
      return world;
    },
  };
}

/** Centred curves over the levels that a column has, mean over starts. */
function curvesOf(column: ContextColumn, starts: readonly Measured[]): { learned: number[][]; truth: number[][] } {
  const { bias } = starts[0].world.truth;
  // A table has nine levels; those that the column has not are never trained.
  const target = bias.map((curve) => curve.map((value, i) => (i < LEVELS[column] ? value : NaN)));
  const fits = starts.map(({ table }) => biasFit(table, target));
  const within = (curve: readonly number[]): number[] => curve.slice(0, LEVELS[column]);
  return {
    truth: fits[0].truth.map(within),
    learned: bias.map((_, device) =>
      within(bias[device].map((__, i) => fits.reduce((sum, fit) => sum + fit.learned[device][i] / fits.length, 0))),
    ),
  };
}

const UNKNOWN: Gain = { mean: NaN, error: NaN, degrees: NaN };

/** @param models - [arm][start] */
function searched(
  seed: number,
  culprit: ContextColumn | null,
  models: readonly (readonly Measured[])[],
): SearchedWorld {
  const of = (told: Told): readonly Measured[] => models[ARMS.indexOf(told)];
  const gain = (from: Told, to: Told): Gain =>
    [...of(from), ...of(to)].every(({ finite }) => finite)
      ? gainOf(
          of(from).map(({ losses }) => losses),
          of(to).map(({ losses }) => losses),
          of(to)[0].world.heldOut.query,
        )
      : UNKNOWN;
  const columns = CONTEXT_COLUMNS.map((column) => ({
    column,
    gain: gain('nothing', column),
    beyond: gain('device', column),
  }));
  const ranked = rankedColumns(columns);
  return {
    seed,
    culprit,
    ranked: ranked.map(({ column }) => column),
    gains: ranked.map(({ gain: { mean } }) => mean),
    flagged: suspectOf(columns),
    columns,
    device: gain('nothing', 'device'),
    ...curvesOf(ranked[0].column, of(ranked[0].column)),
  };
}

/** Held-out losses and tables of every model of one part, by the seed it was trained with and its arm. */
async function measurePart(
  { engine, members }: Part,
  platforms: Platforms,
): Promise<{ seed: number; arm: number; measured: Measured }[]> {
  const { replicas } = await engine.evaluate({ full: true });
  return members.map(({ seed, arm, run }, i) => {
    const { full, table, finite } = replicas[i];
    const world = platforms.told(run, seed, arm);
    return { seed, arm, measured: { losses: clickLosses(full!.predictions, world.heldOut), table, finite, world } };
  });
}

/** Collects the models of each world, which a device with little room trains one start after the other. @returns told of models, the worlds that are complete */
function collector({
  culprit,
  starts,
}: SearchSpec): (models: { seed: number; arm: number; measured: Measured }[]) => SearchedWorld[] {
  const open = new Map<number, Measured[][]>();
  return (models) => {
    for (const { seed, arm, measured } of models) {
      const world = Math.floor(seed / starts);
      const arms = open.get(world) ?? ARMS.map(() => []);
      arms[arm].push(measured);
      open.set(world, arms);
    }
    const complete = [...open].filter(([, arms]) => arms.every(({ length }) => length === starts));
    for (const [seed] of complete) open.delete(seed);
    return complete.map(([seed, arms]) => searched(seed, culprit, arms));
  };
}

/**
 * Searches every world.
 * @returns what came out, by seed
 * @throws WorldSpecError where worlds are not ranked; DOMException AbortError when stopped; errors of the engine
 */
export async function runSearch(spec: SearchSpec, { onMeasured, ...context }: SearchOptions): Promise<SearchedWorld[]> {
  const finished: SearchedWorld[] = [];
  const platforms = platformsOf(spec);
  const complete = collector(spec);
  await trainStudy(studyOf(spec), {
    seedsAtOnce: spec.starts,
    ...context,
    evaluations: 1,
    wholeSeeds: true,
    worldOf: async (run) => {
      await yieldToEvents();
      context.signal?.throwIfAborted();
      return platforms.of(run, run.seeds.data).world;
    },
    dataOf: ({ run, seed, arm }) => platforms.told(run, seed, arm),
    measure: async (parts) => {
      for (const part of parts) {
        const worlds = complete(await measurePart(part, platforms));
        finished.push(...worlds);
        if (worlds.length > 0) onMeasured?.(worlds);
      }
    },
  });
  return finished;
}
