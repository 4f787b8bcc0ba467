/** `npm run lab -- cures`: how often gates polarize and what is lost, cure by cure, on the same seeds. */
import * as v from 'valibot';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import type { Experiment } from '../../study/experiment.ts';
import { optional, wholeOption, wordOption } from '../../study/options.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { ratioWords } from '../compare/words.ts';
import { percent, STUDY_DATA } from '../polarization/polarization.ts';
import { allCures, cureBase, modelWith, sweptCures } from './arms.ts';
import { CureError, idOf, parseCures, type Combination, type Dose } from './combination.ts';
import { runCures } from './cures.ts';
import type { CureRun, CureSummary, MeasuredCure } from './results.ts';
import { paretoFront, summarizeCure } from './summary.ts';
import { CURE_NAMES, CURE_REGIMES } from './vocabulary.ts';

/** What is asked for by name. */
const NAMED: Record<string, typeof allCures | undefined> = { all: allCures, sweep: sweptCures };

const schema = v.pipe(
  v.object({
    regime: wordOption(CURE_REGIMES),
    workers: optional(wholeOption(1, 16)),
    cures: v.string(),
    seeds: wholeOption(1, 10_000),
    'seed-base': wholeOption(0, 4_294_000_000),
    steps: optional(wholeOption(1, 100_000)),
    data: wordOption(STUDY_DATA),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { regime, workers, steps, data, cures, ...rest } = dataset.value;
    const base = cureBase(regime, { workers, steps, data });
    try {
      const asked = NAMED[cures]?.(regime, base) ?? parseCures(cures, regime, modelOf(base));
      // Everything is measured against none, asked for or not.
      const combinations = [[], ...asked.filter((one) => one.length > 0)];
      return { ...rest, regime, data, asked: cures, base, combinations };
    } catch (error) {
      if (!(error instanceof CureError)) throw error;
      addIssue({
        message: error.message,
        path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'cures', value: cures }],
      });
      return NEVER;
    }
  }),
);

/** One cure of the results: its runs, and what they are against the same seeds without it. */
export interface CureResult {
  /** The cure's name, or where several act together all of them with their strengths: `decay:0.1+lossFree:0.03`. */
  name: string;
  /** Null where it has none, and where several act together. */
  strength: number | null;
  cures: readonly Dose[];
  runs: CureRun[];
  against: { none: { lossRatio: number; low: number; high: number; mcnemarP: number } };
  summary: CureSummary;
}

function nameOf(combination: Combination): Pick<CureResult, 'name' | 'strength'> {
  if (combination.length !== 1) return { name: idOf(combination), strength: null };
  return combination[0];
}

function resultOf(base: RunSpec, combination: Combination, runs: CureRun[], none: readonly CureRun[]): CureResult {
  const models = { without: modelWith(base, []), with: modelWith(base, combination) };
  const summary = summarizeCure(combination, runs, none, models);
  const { loss, z5 } = summary.against ?? { loss: { ratio: 1, low: 1, high: 1 }, z5: { p: 1 } };
  return {
    ...nameOf(combination),
    cures: combination,
    runs,
    against: { none: { lossRatio: loss.ratio, low: loss.low, high: loss.high, mcnemarP: z5.p } },
    summary,
  };
}

/** What the runs of each cure say. */
export function resultsOf(
  base: RunSpec,
  combinations: readonly Combination[],
  measured: readonly MeasuredCure[],
): CureResult[] {
  const byArm = combinations.map((_, own) => measured.flatMap(({ arm, ...run }) => (arm === own ? [run] : [])));
  return combinations.map((combination, arm) => resultOf(base, combination, byArm[arm], byArm[0]));
}

const share = ({ n, rate }: Rate): string => (n === 0 ? '–' : `${(100 * rate).toFixed(1)}%`);

/** Rows for people: polarization, loss, what it costs; a star where no other cure beats both. */
function tableOf(cures: readonly CureResult[]): string[][] {
  const front = paretoFront(
    cures.map(({ summary, against }) => ({ id: summary.id, rate: summary.z5.rate, loss: against.none.lossRatio })),
  ).map(({ id }) => id);
  return [
    [
      'cure',
      'runs',
      'Z5',
      'loss ratio',
      'McNemar p',
      'contributions Z5',
      'dead',
      'effective',
      'healed',
      'diverged',
      'front',
    ],
    ...cures.map(({ summary, against: { none } }) => [
      summary.id,
      String(summary.diverged.n),
      percent(summary.z5),
      summary.against ? ratioWords(summary.against.loss, 3) : '1',
      summary.against ? none.mcnemarP.toPrecision(2) : '',
      share(summary.contributedZ5),
      share(summary.dead),
      summary.effective.toFixed(2),
      summary.against ? `${String(summary.against.healed.gates.k)} of ${String(summary.against.healed.gates.n)}` : '',
      String(summary.diverged.k),
      front.includes(summary.id) ? '*' : '',
    ]),
  ];
}

export const cures: Experiment = {
  name: 'cures',
  summary: 'what keeps gates from polarizing, and what it does to the loss, paired by seed',
  options: {
    regime: {
      fallback: 'async',
      help: 'async (Adagrad, 4 workers), adam (synchronous) or default (what the page opens with)',
    },
    workers: { fallback: '', help: 'simulated asynchronous workers, instead of the regime’s' },
    cures: {
      fallback: 'all',
      help: `all, sweep (every strength of every sweep), or name[:strength] separated by commas, joined by + to act together; names: ${CURE_NAMES.join(', ')}`,
    },
    seeds: { fallback: '60', help: 'runs per cure, each on a world of its own' },
    'seed-base': { fallback: '1', help: 'first seed' },
    steps: { fallback: '', help: 'training steps, instead of the regime’s' },
    data: {
      fallback: 'synthetic',
      help: 'synthetic, or census: every run trains on 4,000 other rows of Census-Income',
    },
  },
  async run(given, { open, onProgress, signal }) {
    const { regime, data, asked, base, combinations, seeds, 'seed-base': seedBase } = v.parse(schema, given);
    const spec = { base, combinations, seeds, seedBase };
    const measured = await runCures(spec, { open, onProgress, signal });
    const results = resultsOf(base, combinations, measured);
    return {
      spec: {
        regime,
        data,
        workers: base.training.workers,
        steps: base.training.steps,
        asked,
        cures: combinations.map(idOf),
        seeds,
        seedBase,
        base,
      },
      results: { cures: results },
      table: tableOf(results),
    };
  },
};
