/** `npm run lab -- compare`: the architectures at equal multiplications, as a table and as raw results. */
import * as v from 'valibot';
import { numberOption, optional, wholeOption, wordOption, wordsOption } from '../../study/options.ts';
import type { Experiment } from '../../study/experiment.ts';
import { TASKS } from '../../world/spec.ts';
import { ARCHITECTURES, SIZES, type Architecture, type Unfit } from './architectures.ts';
import { runCompare, type CompareRun } from './compare.ts';
import { groupAgreement, type GroupAgreement } from './groupAgreement.ts';
import { compareRun, DEFAULT_SETTINGS, modelsOf, type CompareSpec } from './spec.ts';
import {
  compareModels,
  modelsIn,
  seesaw,
  summariseModel,
  type Comparison,
  type ModelId,
  type ModelSummary,
  type Seesaw,
} from './summary.ts';
import { meanWords, ratioWords } from './words.ts';

/** Architectures separated by commas, each once, in the order in which they always stand. */
const architecturesOption = v.pipe(
  wordsOption(ARCHITECTURES),
  v.transform((names) => ARCHITECTURES.filter((name) => names.includes(name))),
);

const SIZE_WORDS = [...SIZES, 'both'] as const;
const GATE_WORDS = ['usual', 'zero'] as const;

const schema = v.object({
  cosine: numberOption(-1, 1),
  sines: wholeOption(0, 32),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
  steps: wholeOption(1, 100_000),
  models: architecturesOption,
  size: wordOption(SIZE_WORDS),
  budget: optional(wholeOption(1, 1_000_000)),
  gates: wordOption(GATE_WORDS),
});

export interface CompareResults {
  runs: CompareRun[];
  models: ModelSummary[];
  /** Every pair of models of one size. */
  pairs: Comparison[];
  seesaw: Seesaw[];
  /** Of models with a gate for each task. */
  sharing: GroupAgreement[];
  /** What does not fit the budget. */
  unfit: Unfit[];
}

/** Architectures whose gates can be compared: one for each task, over the same experts. */
const gated = ({ model }: { model: Architecture }): boolean => model === 'mmoe-4' || model === 'mmoe-8';

/** What the runs of a comparison say together. */
function resultsOf(runs: CompareRun[], unfit: Unfit[]): CompareResults {
  const ids = modelsIn(runs);
  return {
    runs,
    models: ids.map((id) => summariseModel(runs, id)),
    pairs: ids.flatMap((b, i) =>
      ids
        .slice(i + 1)
        .filter((a) => a.size === b.size)
        .map((a) => compareModels(runs, a, b)),
    ),
    seesaw: SIZES.flatMap((size) => seesaw(runs, size)),
    sharing: ids.filter(gated).map((id) => groupAgreement(runs, id)),
    unfit,
  };
}

const name = ({ model, size }: ModelId): string => `${model}, ${size}`;

/** Sentence beside an architecture that does not fit. */
const unfitWords = ({ why, budget, bound }: Unfit): string =>
  why === 'too-small'
    ? `does not fit: the narrowest takes ${String(bound)} multiplications, the budget is ${String(budget)}`
    : `does not fit: the widest takes ${String(bound)} multiplications, the budget is ${String(budget)}`;

function modelRows({ runs, models, unfit }: CompareResults): string[][] {
  return [
    ...models.map((summary) => {
      const one = runs.find((run) => run.model === summary.model && run.size === summary.size)!;
      return [
        name(summary),
        String(one.multiplications),
        ...TASKS.map((task) => meanWords(summary.tasks[task])),
        `${String(summary.stuck.k)} of ${String(summary.stuck.n)}`,
        String(summary.diverged.k),
      ];
    }),
    ...unfit.map((each) => [`${each.architecture}, ${each.size}: ${unfitWords(each)}`, '', '', '', '', '', '', '']),
  ];
}

/** Rows for people; every other model is compared with shared-bottom, or with the first one that there is. */
function tableOf(results: CompareResults): string[][] {
  const [first] = results.models;
  const shown = results.pairs.filter(({ b }) => results.models.length > 0 && b.model === first.model);
  return [
    ['model', 'multiplications', 'click AUC', 'watch time MSE', 'like AUC', 'rating MSE', 'stuck', 'diverged'],
    ...modelRows(results),
    ...shown.map(({ a, b, ratio, better, aucGain }) => [
      `${name(a)} to ${b.model}`,
      '',
      'AUC gain',
      meanWords(aucGain),
      'MSE ratio',
      ratioWords(ratio),
      `${String(better.k)} of ${String(better.n)}`,
      'better',
    ]),
    ...results.sharing.map((sharing) => [
      `gates of ${name(sharing)}`,
      '',
      'within groups',
      meanWords(sharing.within, 2),
      'across',
      meanWords(sharing.across, 2),
      meanWords(sharing.difference, 2),
      'difference',
    ]),
  ];
}

export const compare: Experiment = {
  name: 'compare',
  summary: 'architectures at equal multiplications: held-out AUC and squared error, paired by seed',
  options: {
    cosine: { fallback: String(DEFAULT_SETTINGS.cosine), help: 'cosine between the two task groups, −1 to 1' },
    sines: { fallback: String(DEFAULT_SETTINGS.sines), help: 'sine terms of the utilities' },
    seeds: { fallback: '20', help: 'runs per model, each on a world of its own' },
    'seed-base': { fallback: '1', help: 'first seed' },
    steps: { fallback: String(DEFAULT_SETTINGS.steps), help: 'training steps' },
    models: { fallback: ARCHITECTURES.join(','), help: `which of ${ARCHITECTURES.join(',')}` },
    size: { fallback: 'both', help: 'small (as MMoE with 4 experts of 8 units), large (8 experts), both' },
    budget: { fallback: '', help: 'multiplications, instead of those of the size' },
    gates: { fallback: 'usual', help: 'usual, or zero: gates start at zero and a group’s tasks have equal weights' },
  },
  async run(given, { open, onProgress, signal }) {
    const { 'seed-base': seedBase, size, gates, models: architectures, ...options } = v.parse(schema, given);
    const { cosine, sines, steps, seeds, budget } = options;
    const base = compareRun({ cosine, sines, steps, plainGates: gates === 'zero' });
    const sizes = size === 'both' ? SIZES : [size];
    const spec: CompareSpec = { base, architectures, sizes, budget, seeds, seedBase };
    const results = resultsOf(await runCompare(spec, { open, onProgress, signal }), modelsOf(spec).unfit);
    return {
      spec: { ...options, size, gates, models: architectures, seedBase, base },
      results,
      table: tableOf(results),
    };
  },
};
