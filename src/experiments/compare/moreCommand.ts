/**
 * `npm run lab -- compare-more`: what else is asked beside the comparison, study by study: weights of the losses, numbers of experts, worlds,
 * compression.
 */
import * as v from 'valibot';
import type { Experiment } from '../../study/experiment.ts';
import { wholeOption, wordOption } from '../../study/options.ts';
import { TASKS } from '../../world/spec.ts';
import { SIZES } from './architectures.ts';
import type { CompareOptions } from './compare.ts';
import { DEFAULT_KEEP, runCompress, TEACHERS, TUNE_STEPS, type CompressedRun } from './compress.ts';
import { compressionEffects } from './compression.ts';
import { EXPERT_COUNTS, expertCountEffects, REFERENCE_COUNT, runExpertCounts } from './expertCounts.ts';
import {
  compressHeadlines,
  countHeadlines,
  HEADLINE_NAMES,
  STUDIES,
  sweepHeadlines,
  weightHeadlines,
  type Headline,
  type StudyName,
} from './headlines.ts';
import { LOSS_WEIGHTS, lossWeightEffects, runLossWeights } from './lossWeights.ts';
import { compareRun, DEFAULT_SETTINGS, type CompareSpec } from './spec.ts';
import { runSweep, sweepEffects, WORLD_SWEEPS, type WorldSweep } from './sweeps.ts';

type Asked = Pick<CompareSpec, 'base' | 'seeds' | 'seedBase'>;
type Context = Omit<CompareOptions, 'onMeasured'>;
interface Outcome {
  runs: object[];
  headlines: Headline[];
}

/** The part of a study's progress that its i-th of n shares makes. */
const share = ({ onProgress, ...context }: Context, i: number, n: number): Context => ({
  ...context,
  onProgress: (done, total) => onProgress?.(i * total + done, n * total),
});

async function weights(asked: Asked, context: Context): Promise<Outcome> {
  const runs = await runLossWeights(
    { ...asked, architecture: 'mmoe-8', size: 'large', tasks: TASKS, weights: LOSS_WEIGHTS },
    context,
  );
  return {
    runs,
    headlines: TASKS.flatMap((task) =>
      weightHeadlines(task, lossWeightEffects(runs.filter((run) => run.task === task))),
    ),
  };
}

async function experts(asked: Asked, context: Context): Promise<Outcome> {
  const runs = await runExpertCounts({ ...asked, size: 'large', counts: EXPERT_COUNTS }, context);
  return { runs, headlines: countHeadlines(expertCountEffects(runs, REFERENCE_COUNT)) };
}

async function along(sweep: WorldSweep, asked: Asked, context: Context): Promise<Outcome> {
  const architectures = ['shared-bottom', 'mmoe-8', 'single-task'] as const;
  const values = WORLD_SWEEPS[sweep];
  const runs = await runSweep({ ...asked, architectures, sizes: SIZES, along: sweep, values }, context);
  return { runs, headlines: sweepHeadlines(sweepEffects(runs)) };
}

async function compress(asked: Asked, context: Context): Promise<Outcome> {
  const runs: CompressedRun[] = [];
  const students = ['shared-bottom', 'one-gate', 'mmoe-4', 'mmoe-8', 'cgc'] as const;
  for (const [i, teacher] of TEACHERS.entries()) {
    const own = await runCompress(
      { ...asked, teacher, keep: DEFAULT_KEEP, tuneSteps: TUNE_STEPS, students, sizes: ['small'] },
      share(context, i, TEACHERS.length),
    );
    runs.push(...own);
  }
  return { runs, headlines: compressHeadlines(compressionEffects(runs)) };
}

const STUDY: Record<StudyName, (asked: Asked, context: Context) => Promise<Outcome>> = {
  weights,
  experts,
  cosine: (asked, context) => along('cosine', asked, context),
  sines: (asked, context) => along('sines', asked, context),
  compress,
};

const COUNTS = ['multiplications', 'stuck', 'better', 'pairs'];

/** A value with its bounds in one cell, counts as they are. One run has no bounds; what was not measured is a dash. */
function tableOf(study: StudyName, headlines: readonly Headline[]): string[][] {
  const names = HEADLINE_NAMES[study];
  const isBound = (name: string): boolean => name.endsWith('Low') || name.endsWith('High');
  const fixed = (x: number): string => (Number.isNaN(x) ? '–' : x.toFixed(3));
  const words = (name: string, x: number): string => (COUNTS.includes(name) ? String(x) : fixed(x));
  const shown = names.filter((name) => !isBound(name));
  return [
    [study, ...shown],
    ...headlines.map(({ label, numbers }) => {
      const at = (name: string): number => numbers[names.indexOf(name)];
      return [
        label,
        ...shown.map((name) =>
          names.includes(`${name}Low`) && !Number.isNaN(at(`${name}Low`))
            ? `${fixed(at(name))} [${fixed(at(`${name}Low`))}, ${fixed(at(`${name}High`))}]`
            : words(name, at(name)),
        ),
      ];
    }),
  ];
}

const schema = v.object({
  study: wordOption(STUDIES),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
  steps: wholeOption(1, 100_000),
});

export const compareMore: Experiment = {
  name: 'compare-more',
  summary: 'beside the comparison: loss weights, experts × width, worlds, compression; paired by seed',
  options: {
    study: { fallback: 'weights', help: STUDIES.join(', ') },
    seeds: { fallback: '10', help: 'runs of each model, each on a world of its own' },
    'seed-base': { fallback: '1', help: 'first seed' },
    steps: { fallback: String(DEFAULT_SETTINGS.steps), help: 'training steps' },
  },
  async run(given, { open, onProgress, signal }) {
    const { study, seeds, 'seed-base': seedBase, steps } = v.parse(schema, given);
    const asked: Asked = { base: compareRun({ ...DEFAULT_SETTINGS, steps }), seeds, seedBase };
    const context: Context = { open, onProgress, signal };
    const results = await STUDY[study](asked, context);
    return {
      spec: { study, seeds, seedBase, steps, base: asked.base },
      results,
      table: tableOf(study, results.headlines),
    };
  },
};
