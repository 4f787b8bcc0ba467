/** `npm run lab -- compare-more`: what else is asked beside the comparison, study by study: weights of the losses, numbers of experts, worlds, compression. */
import * as v from 'valibot';
import type { Experiment } from '../../study/experiment.ts';
import { wholeOption, wordOption } from '../../study/options.ts';
import { TASKS } from '../../world/spec.ts';
import { SIZES } from './architectures.ts';
import type { CompareOptions } from './compare.ts';
import { DEFAULT_KEEP, runCompress, TEACHERS, TUNE_STEPS, type CompressedRun } from './compress.ts';
import { EXPERT_COUNTS, expertCountEffects, runExpertCounts } from './expertCounts.ts';
import { LOSS_WEIGHTS, lossWeightEffects, runLossWeights } from './lossWeights.ts';
import { compareRun, DEFAULT_SETTINGS, type CompareSpec } from './spec.ts';
import { compareModels, differences, type Differences } from './summary.ts';
import { correlationAt, runSweep, WORLD_SWEEPS, type SweptRun, type WorldSweep } from './sweeps.ts';
import { meanWords, ratioWords } from './words.ts';

const STUDIES = ['weights', 'experts', 'cosine', 'sines', 'compress'] as const;

type Asked = Pick<CompareSpec, 'base' | 'seeds' | 'seedBase'>;
type Context = Omit<CompareOptions, 'onMeasured'>;
interface Outcome {
  results: unknown;
  table: string[][];
}

/** Squared error as a ratio, AUC as a difference, each with its interval. */
const compared = ({ ratio, aucGain, better }: Differences): string[] => [
  ratioWords(ratio),
  meanWords(aucGain),
  `${String(better.k)} of ${String(better.n)}`,
];
const COLUMNS = ['MSE ratio', 'AUC gain', 'better'];

async function weights(asked: Asked, context: Context): Promise<Outcome> {
  const results = [];
  for (const [i, task] of TASKS.entries()) {
    const runs = await runLossWeights(
      { ...asked, architecture: 'mmoe-8', size: 'large', task, weights: LOSS_WEIGHTS },
      { ...context, onProgress: (done, total) => context.onProgress?.(i * total + done, TASKS.length * total) },
    );
    results.push({ task, effects: lossWeightEffects(runs), runs });
  }
  const rows = results.flatMap(({ task, effects }) =>
    effects.map(({ weight, tasks }) => [task, String(weight), ...TASKS.map((name) => meanWords(tasks[name]))]),
  );
  return { results, table: [['task', 'weight', 'click AUC', 'watch time MSE', 'like AUC', 'rating MSE'], ...rows] };
}

async function experts(asked: Asked, context: Context): Promise<Outcome> {
  const runs = await runExpertCounts({ ...asked, size: 'large', counts: EXPERT_COUNTS }, context);
  const effects = expertCountEffects(runs, 8);
  const rows = effects.map((effect) => [
    `${String(effect.experts)} × ${String(effect.expertUnits)}`,
    meanWords(effect.used, 2),
    meanWords(effect.usedPerExample, 2),
    ...compared(effect),
  ]);
  return { results: { effects, runs }, table: [['experts × units', 'used', 'by one example', ...COLUMNS], ...rows] };
}

async function along(sweep: WorldSweep, asked: Asked, context: Context): Promise<Outcome> {
  const values = WORLD_SWEEPS[sweep];
  const architectures = ['shared-bottom', 'mmoe-8', 'single-task'] as const;
  const runs = await runSweep({ ...asked, architectures, sizes: SIZES, along: sweep, values }, context);
  const rows = values.flatMap((value) => {
    const own: SweptRun[] = runs.filter((run) => run.value === value);
    const correlation = meanWords(correlationAt(runs, value), 2);
    return (['shared-bottom', 'single-task'] as const).map((other) => [
      `${String(value)}: mmoe-8 to ${other}`,
      correlation,
      ...compared(compareModels(own, { model: 'mmoe-8', size: 'large' }, { model: other, size: 'large' })),
    ]);
  });
  return { results: { runs }, table: [[sweep, 'label correlation', ...COLUMNS], ...rows] };
}

async function compress(asked: Asked, context: Context): Promise<Outcome> {
  const runs: CompressedRun[] = [];
  for (const [i, teacher] of TEACHERS.entries()) {
    const students = ['shared-bottom', 'one-gate', 'mmoe-4', 'mmoe-8', 'cgc'] as const;
    const own = await runCompress(
      { ...asked, teacher, keep: DEFAULT_KEEP, tuneSteps: TUNE_STEPS, students, sizes: ['small'] },
      { ...context, onProgress: (done, total) => context.onProgress?.(i * total + done, TEACHERS.length * total) },
    );
    runs.push(...own);
  }
  const name = ({ teacher, way, experts: kept, model }: CompressedRun): string =>
    `${teacher}: ${way} ${model ?? String(kept)}`;
  const rows = [...new Set(runs.map(name))].map((label) => {
    const own = runs.filter((run) => name(run) === label);
    const whole = runs.filter(({ way, teacher }) => way === 'whole' && teacher === own[0].teacher);
    return [label, String(own[0].multiplications), ...compared(differences(own, whole))];
  });
  return { results: { runs }, table: [['model, against the whole one', 'multiplications', ...COLUMNS], ...rows] };
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
    const { results, table } =
      study === 'weights'
        ? await weights(asked, context)
        : study === 'experts'
          ? await experts(asked, context)
          : study === 'compress'
            ? await compress(asked, context)
            : await along(study, asked, context);
    return { spec: { study, seeds, seedBase, steps, base: asked.base }, results, table };
  },
};
