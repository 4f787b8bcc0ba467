/** What the runs of a cure say together, and against the same seeds without it. Pure, from raw results. */
import { effectiveExperts, isDominated, isGatePolarized, polarizedTasks, usedRow } from '../../metrics/gates.ts';
import { wilson, type Rate } from '../../metrics/intervals.ts';
import { mcnemar, type McNemar } from '../../metrics/mcnemar.ts';
import { ratioOfLogs, type Ratio } from '../../metrics/ratio.ts';
import { multiplications, type ModelSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { idOf, type Combination } from './combination.ts';
import type { AgainstNone, CureRun, CureSummary, Healed } from './results.ts';
import { infoOf, type CureKind } from './vocabulary.ts';

/** An expert below this mean weight is unused. */
const THRESHOLD = 0.01;

const TASK_INDICES = Array.from({ length: TASK_COUNT }, (_, k) => k);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

type Shares = 'utilization' | 'contributions';

/** What is needed of a run to see whether its gates are polarized. */
type Weighed = Pick<CureRun, Shares | 'visible' | 'finite'>;

const flat = (run: Weighed, of: Shares): Float64Array => Float64Array.from(run[of].flat());
const maskedBy = ({ utilization, visible }: Weighed) => ({ experts: utilization[0].length, visible });

/** Tasks whose gate leaves 5 of 8 (or 6 of 8) of its experts unused, by weight or by what experts contribute. A diverged run has none. */
export function polarizedIn(run: Weighed, of: Shares, of8: 5 | 6 = 5): number[] {
  return run.finite ? polarizedTasks(flat(run, of), maskedBy(run), THRESHOLD, of8) : [];
}

const isPolarized = (run: CureRun): boolean => polarizedIn(run, 'utilization').length > 0;

/** Effective experts of the four tasks' mean weights or contributions, mean over tasks. */
function effectiveOf(run: CureRun, of: Shares): number {
  const shares = flat(run, of);
  return mean(TASK_INDICES.map((k) => effectiveExperts(usedRow(shares, maskedBy(run), k))));
}

/** The same seeds without and with a cure. */
interface Pair {
  without: CureRun;
  with: CureRun;
}

function pairsOf(without: readonly CureRun[], cured: readonly CureRun[]): Pair[] {
  const bySeed = new Map(without.map((run) => [run.seed, run]));
  return cured.flatMap((run) => {
    const other = bySeed.get(run.seed);
    return other ? [{ without: other, with: run }] : [];
  });
}

const logRatio = (pair: Pair, k: number): number => Math.log(pair.with.heldOut[k] / pair.without.heldOut[k]);

/** Loss with the cure to that without, of some tasks: geometric mean of a seed's tasks, then over seeds, with Student's interval over those. */
const lossRatio = (pairs: readonly Pair[], tasks: readonly number[]): Ratio =>
  ratioOfLogs(pairs.map((pair) => mean(tasks.map((k) => logRatio(pair, k)))));

/** Gates that were polarized without the cure, by what became of them. @param pairs - none of which has diverged */
function healedOf(pairs: readonly Pair[]): Healed {
  const gate = (run: CureRun, k: number): boolean =>
    isGatePolarized(usedRow(flat(run, 'utilization'), maskedBy(run), k), THRESHOLD);
  const gates = pairs.flatMap((pair) =>
    TASK_INDICES.map((k) => ({ pair, k, was: gate(pair.without, k), is: gate(pair.with, k) })),
  );
  const sick = gates.filter(({ was }) => was);
  const well = gates.filter(({ was }) => !was);
  const bySeed = [...new Set(sick.map(({ pair }) => pair))];
  return {
    gates: wilson(sick.filter(({ is }) => !is).length, sick.length),
    fallen: wilson(well.filter(({ is }) => is).length, well.length),
    loss: ratioOfLogs(
      bySeed.map((pair) => mean(sick.filter((one) => one.pair === pair).map(({ k }) => logRatio(pair, k)))),
    ),
    before: mean(sick.map(({ pair, k }) => pair.without.heldOut[k])),
    after: mean(sick.map(({ pair, k }) => pair.with.heldOut[k])),
  };
}

/** A cure's runs against those of the same seeds without it. */
export function againstNone(none: readonly CureRun[], cured: readonly CureRun[]): AgainstNone {
  const all = pairsOf(none, cured);
  const pairs = all.filter((pair) => pair.without.finite && pair.with.finite);
  const changes = (of: Shares): McNemar =>
    mcnemar(
      pairs.map((pair) => polarizedIn(pair.without, of).length > 0),
      pairs.map((pair) => polarizedIn(pair.with, of).length > 0),
    );
  return {
    loss: lossRatio(pairs, TASK_INDICES),
    tasks: TASK_INDICES.map((k) => lossRatio(pairs, [k])),
    left: all.length - pairs.length,
    z5: changes('utilization'),
    contributedZ5: changes('contributions'),
    healed: healedOf(pairs),
  };
}

/** Kind of a combination: of its cures the most far-reaching one's. */
export function kindOf(combination: Combination): CureKind {
  const kinds = combination.map(({ name }) => infoOf(name).kind);
  return (['architecture', 'expert', 'optimizer'] as const).find((kind) => kinds.includes(kind)) ?? 'gate';
}

/** Multiplications of a prediction; layer norm takes two for each unit, a square and a scaling. */
function costOf(combination: Combination, model: ModelSpec): number {
  const normalised = combination.some(({ name }) => name === 'layerNorm');
  return multiplications(model) + (normalised ? 2 * model.experts * model.expertUnits : 0);
}

/** Most seeds that are named as worth a look. */
const MOST_SEEDS = 3;

/**
 * Sums up a cure's runs.
 * @param none - runs of the same seeds without a cure; of the empty combination its own
 * @param models - without and with the cure
 */
export function summarizeCure(
  combination: Combination,
  runs: readonly CureRun[],
  none: readonly CureRun[],
  models: { without: ModelSpec; with: ModelSpec },
): CureSummary {
  const sound = runs.filter(({ finite }) => finite);
  const share = (test: (run: CureRun) => boolean): Rate => wilson(sound.filter(test).length, sound.length);
  const pairs = pairsOf(none, runs);
  return {
    id: idOf(combination),
    combination,
    kind: kindOf(combination),
    z5: share(isPolarized),
    z6: share((run) => polarizedIn(run, 'utilization', 6).length > 0),
    m9: share((run) => isDominated(flat(run, 'utilization'), maskedBy(run))),
    contributedZ5: share((run) => polarizedIn(run, 'contributions').length > 0),
    dead: share((run) => run.deadExperts > 0),
    diverged: wilson(runs.length - sound.length, runs.length),
    deadExperts: mean(sound.map(({ deadExperts }) => deadExperts)),
    effective: mean(sound.map((run) => effectiveOf(run, 'utilization'))),
    effectiveContributions: mean(sound.map((run) => effectiveOf(run, 'contributions'))),
    heldOut: TASK_INDICES.map((k) => Math.exp(mean(sound.map(({ heldOut }) => Math.log(heldOut[k]))))),
    extraMultiplications: costOf(combination, models.with) - costOf([], models.without),
    against: combination.length === 0 ? null : againstNone(none, runs),
    healedSeeds: pairs
      .filter((pair) => pair.with.finite && isPolarized(pair.without) && !isPolarized(pair.with))
      .slice(0, MOST_SEEDS)
      .map((pair) => pair.with.seed),
  };
}

/** Where a cure stands in the plane of polarization and loss. */
interface Standing {
  rate: number;
  loss: number;
}

/** @returns the cures that no other one beats: none has at most their rate and at most their loss, and one of them lower */
export function paretoFront<S extends Standing>(all: readonly S[]): S[] {
  return all
    .filter(({ rate, loss }) => Number.isFinite(rate) && Number.isFinite(loss))
    .filter(
      (one, _, known) =>
        !known.some(
          (other) =>
            other.rate <= one.rate && other.loss <= one.loss && (other.rate < one.rate || other.loss < one.loss),
        ),
    )
    .sort((a, b) => a.rate - b.rate || a.loss - b.loss);
}
