/** What to try against polarized gates in a given setting, out of stored studies of cures: computed, with the reason for every place. Pure. */
import type { RunSpec } from '../../run/runSpec.ts';
import type { AgainstNone, CureSummary } from './results.ts';

/** What is needed of a study of cures. */
export interface Study {
  base: RunSpec;
  cures: readonly CureSummary[];
}

/** Settings by which a stored study may differ from the present run; those that decide which one is nearest come first. */
const COMPARED = [
  'optimizer',
  'workers',
  'learningRate',
  'decayTo',
  'batch',
  'steps',
  'l2',
  'initScale',
  'experts',
  'model',
  'world',
] as const;
export type Compared = (typeof COMPARED)[number];

/** What is compared of a run, as text: equal settings read alike. */
function settingsOf({ training, model, world }: RunSpec): Record<Compared, string> {
  const { optimizer, workers, learningRate, decayTo, batch, steps, l2 } = training;
  const { initScale, experts, ...rest } = model;
  const numbers = { workers, learningRate, decayTo, batch, steps, l2, initScale, experts };
  return {
    ...(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])) as Record<
      keyof typeof numbers,
      string
    >),
    optimizer,
    model: JSON.stringify(rest),
    world: JSON.stringify(world),
  };
}

/** @returns in what a study's run without cures is another one than this */
export function differencesOf(run: RunSpec, base: RunSpec): Compared[] {
  const [own, other] = [settingsOf(run), settingsOf(base)];
  return COMPARED.filter((name) => own[name] !== other[name]);
}

/** Powers of two between two positive numbers. */
const octaves = (a: number, b: number): number => Math.abs(Math.log2(a / b));

/**
 * How far a study's setting is from a run: another optimizer is further than any number of workers, which are counted in doublings; of those that
 * are equally far in both, the one with the fewest other settings is nearest. Adam has a rate of its own, and gradients are never stale in its
 * studies; SGD is like Adagrad in both.
 */
function distance(run: RunSpec, base: RunSpec): number {
  const [a, b] = [run.training, base.training];
  const optimizer = (a.optimizer === 'adam') === (b.optimizer === 'adam') ? 0 : 100;
  return optimizer + octaves(a.workers, b.workers) + differencesOf(run, base).length / 1000;
}

/** The study whose setting is nearest to a run's; the first of equals. */
export function nearestStudy<S extends Pick<Study, 'base'>>(run: RunSpec, studies: readonly S[]): S | undefined {
  return studies.reduce<S | undefined>(
    (best, study) => (best && distance(run, best.base) <= distance(run, study.base) ? best : study),
    undefined,
  );
}

/** What a gate is judged by: its weights, or what the experts come to contribute through it. */
export const MEASURES = ['weights', 'contributions'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of runs with a cure, or of what became of them against none: those with a polarized gate. */
export const polarizedBy = <P>({ z5, contributedZ5 }: Record<'z5' | 'contributedZ5', P>, measure: Measure): P =>
  measure === 'weights' ? z5 : contributedZ5;

/**
 * Why a cure stands where it does, best first. What is said to be lower or higher is so at the 95% level, each cure for itself.
 * `both`: fewer runs polarize and the loss is lower. `loss`: the loss is lower, polarization is not shown to be other.
 * `spread`: fewer runs polarize, the loss is not shown to be other. `unclear`: neither is shown.
 * `cosmetic`: weights polarize less, what experts contribute does not, and the loss is not lower (only where weights are judged).
 * `price`: fewer runs polarize, but the loss is higher. `worse`: more runs polarize, or the loss is higher for nothing.
 * `diverges`: more than one run in twenty diverged.
 */
const REASONS = ['both', 'loss', 'spread', 'unclear', 'cosmetic', 'price', 'worse', 'diverges'] as const;
export type Reason = (typeof REASONS)[number];

const SIGNIFICANT = 0.05;
const MOST_DIVERGED = 0.05;

/** Whether a paired yes or no became rarer, commoner, or neither is shown. */
const trend = ({ onlyFirst, onlySecond, p }: AgainstNone['z5']): -1 | 0 | 1 =>
  p >= SIGNIFICANT ? 0 : onlyFirst > onlySecond ? -1 : 1;

/** Fewer runs than this polarized by contributions are no reproach. */
const FEW = 0.2;

/** Whether most of the runs that were polarized by contributions still are, although fewer are by weights: the spread is seen, and does little. */
export function isCosmetic({ z5, contributedZ5 }: Pick<AgainstNone, 'z5' | 'contributedZ5'>): boolean {
  const { both, onlyFirst, onlySecond, neither } = contributedZ5;
  const few = both + onlySecond < FEW * (both + onlyFirst + onlySecond + neither);
  return trend(z5) < 0 && both > onlyFirst && !few;
}

/** The reason of a cure. @param diverged - share of its runs; @param against - what it is against none */
export function reasonOf(diverged: number, against: AgainstNone, measure: Measure = 'weights'): Reason {
  if (diverged > MOST_DIVERGED) return 'diverges';
  const { loss, contributedZ5 } = against;
  const polarization = trend(polarizedBy(against, measure));
  const [lower, higher] = [loss.high < 1, loss.low > 1];
  if (polarization > 0) return 'worse';
  if (polarization === 0) return lower ? 'loss' : higher ? 'worse' : 'unclear';
  if (lower) return 'both';
  if (higher) return 'price';
  return trend(contributedZ5) === 0 && isCosmetic(against) ? 'cosmetic' : 'spread';
}

export interface Recommended {
  cure: CureSummary;
  against: AgainstNone;
  reason: Reason;
}

/** @returns every cure of a study with its reason: by reason, then by loss, the best first */
export function ranked(cures: readonly CureSummary[], measure: Measure = 'weights'): Recommended[] {
  return cures
    .flatMap((cure) => {
      const { against, diverged } = cure;
      return against ? [{ cure, against, reason: reasonOf(diverged.rate, against, measure) }] : [];
    })
    .sort(
      (a, b) => REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason) || a.against.loss.ratio - b.against.loss.ratio,
    );
}

/** What to try in a setting, and how far what it is based on is from it. */
export interface Recommendation<S extends Study> {
  study: S;
  /** In what the study's setting is another one. */
  differs: Compared[];
  ranked: Recommended[];
}

/** @returns null where nothing is known */
export function recommend<S extends Study>(run: RunSpec, studies: readonly S[]): Recommendation<S> | null {
  const study = nearestStudy(run, studies);
  return study ? { study, differs: differencesOf(run, study.base), ranked: ranked(study.cures) } : null;
}
