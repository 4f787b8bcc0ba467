/** `npm run lab -- unknown-bias`: how often the column that biases clicks is found, and how often one is called that does not. */
import * as v from 'valibot';
import type { Rate } from '../../metrics/intervals.ts';
import type { Experiment } from '../../study/experiment.ts';
import { numberOption, wholeOption, wordOption } from '../../study/options.ts';
import { CONTEXT_COLUMNS } from '../../world/context.ts';
import { ratesOf, type SearchRates } from './rates.ts';
import { runSearch, type SearchedWorld } from './search.ts';
import { CULPRITS, DEFAULT_SEARCH, searchRun } from './spec.ts';

const schema = v.object({
  culprit: v.pipe(
    wordOption([...CONTEXT_COLUMNS, 'none', 'all']),
    v.transform((word) => (word === 'all' ? CULPRITS : [word === 'none' ? null : word])),
  ),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 200_000_000),
  strength: numberOption(0, 100),
  sines: wholeOption(0, 32),
  steps: wholeOption(1, 100_000),
  starts: wholeOption(1, 20),
});

export interface UnknownBiasResults {
  runs: SearchedWorld[];
  rates: SearchRates[];
}

const counted = (rate: Rate | null): string =>
  rate ? `${String(rate.k)} of ${String(rate.n)} [${rate.low.toFixed(3)}, ${rate.high.toFixed(3)}]` : '–';

const tableOf = (rates: readonly SearchRates[]): string[][] => [
  ['culprit', 'first', 'called', 'false alarm'],
  ...rates.map(({ culprit, first, hit, falseAlarm }) => [
    culprit ?? 'none',
    counted(first),
    counted(hit),
    counted(falseAlarm),
  ]),
];

export const unknownBias: Experiment = {
  name: 'unknown-bias',
  summary: 'which of several columns biases clicks, found by letting each take its turn as the shallow tower’s input',
  options: {
    culprit: {
      fallback: 'all',
      help: `what biases clicks: ${CONTEXT_COLUMNS.join(', ')}, none, or all of these in turn`,
    },
    seeds: { fallback: '40', help: 'worlds of each culprit, each with its own seed' },
    'seed-base': { fallback: '1', help: 'first seed' },
    strength: { fallback: String(DEFAULT_SEARCH.strength), help: 'multiplies the bias' },
    sines: { fallback: String(DEFAULT_SEARCH.sines), help: 'sine terms of the utilities' },
    steps: { fallback: String(DEFAULT_SEARCH.steps), help: 'training steps' },
    starts: { fallback: '1', help: 'initial weights and batch orders that every model is trained from, on each world' },
  },
  async run(given, { open, onProgress, signal }) {
    const options = v.parse(schema, given);
    const { culprit: culprits, seeds, 'seed-base': seedBase, strength, sines, steps, starts } = options;
    const base = searchRun({ strength, sines, steps });
    const runs: SearchedWorld[] = [];
    for (const [i, culprit] of culprits.entries()) {
      const own = await runSearch(
        { base, culprit, seeds, seedBase, starts },
        { open, signal, onProgress: (done, total) => onProgress?.(i * total + done, culprits.length * total) },
      );
      runs.push(...own);
    }
    const rates = culprits.map((culprit) => ratesOf(runs, culprit));
    return {
      spec: { ...options, culprit: given.culprit, base },
      results: { runs, rates } satisfies UnknownBiasResults,
      table: tableOf(rates),
    };
  },
};
