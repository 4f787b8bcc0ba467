import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fisherExact } from '../../metrics/fisher.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { Moments } from '../../metrics/moments.ts';
import { censusMapping, loadCensus } from '../../tabular/census.ts';
import { encodeTable } from '../../tabular/encode.ts';
import type { RunSummary } from '../../study/summary.ts';
import { gateRates } from '../polarization/gateRates.ts';
import { polarizationRates } from '../polarization/polarization.ts';
import { storedPolarization } from '../polarization/stored.ts';
import { CENSUS_MODELS } from './census.ts';
import { storedCensus, type StoredCensus } from './stored.ts';

const lines = readFileSync(new URL('../../../docs/census.md', import.meta.url), 'utf8').split('\n');
/** However its lines are broken. */
const page = lines.map((line) => line.trim()).join(' ');
const TASKS = ['income_over_50k', 'weeks_worked', 'never_married', 'age'] as const;
const [all, noFamily] = await storedCensus();

/** Of the seeds that the page speaks of. */
const valuesOf = ({ runs }: StoredCensus, model: string, task: string): number[] =>
  runs.filter((run) => run.model === model && run.seed <= 3).map(({ metric }) => metric[task]);
const momentsOf = (values: readonly number[]): Moments => {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
};
const whole = (rate: number): string => (100 * rate).toFixed(0);
const percent = (rate: number): string => `${whole(rate)}%`;
const bare = (value: number, digits: number): string => value.toFixed(digits).slice(1);

/** Stored are four decimals of a utilization: whether an expert stands below 1% may be another by them. */
const AT_THRESHOLD = [0.00995, 0.01, 0.01005] as const;

/** The cells of a row: how often gates polarize. */
function ratesOf(runs: readonly RunSummary[], threshold: number): string {
  const { z5, z6 } = polarizationRates(runs, threshold);
  const cell = ({ rate, low, high }: Rate): string => `${percent(rate)} [${[low, high].map(whole).join(', ')}]`;
  return `${String(z5.k)} of ${String(z5.n)}, ${cell(z5)} | ${cell(z6)} |`;
}

/** How often the gate of each task is polarized. */
const GATES =
  /Of the 52 runs (\d+) have a polarized income gate, (\d+) one of weeks worked, (\d+) of never married, (\d+) of age\./;

describe('docs/census.md', () => {
  it.each(CENSUS_MODELS)('tells of %s what is stored of its first three seeds', (model) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`| ${model} |`))!;
    const cells = line.split('|').slice(2, -1);
    expect(cells).toHaveLength(TASKS.length);
    cells.forEach((cell, k) => {
      const values = valuesOf(all, model, TASKS[k]);
      expect(values).toHaveLength(3);
      const [middle, deviation] = cell.split('±').map(Number);
      // Stored are five decimals: the fourth of what is made of them may be another by one.
      expect(Math.abs(middle - momentsOf(values).mean)).toBeLessThan(0.0001);
      expect(Math.abs(deviation - Math.sqrt(momentsOf(values).variance))).toBeLessThan(0.0001);
    });
  });

  it('tells what the columns of the family are worth', () => {
    const without = TASKS.map((task) => momentsOf(valuesOf(noFamily, 'mmoe', task)).mean);
    expect(page).toContain(
      `\`never_married\` ${bare(without[2], 3)}, \`age\` R² ${bare(without[3], 2)}; income ${bare(without[0], 3)} and weeks worked ${bare(without[1], 3)}`,
    );
    const worth = momentsOf(valuesOf(all, 'mmoe', 'never_married')).mean - without[2];
    expect(page).toContain(`worth ${bare(worth, 2)} AUC`);
  });

  it('tells how often gates polarize, and which, as it is stored', async () => {
    for (const regime of ['adam', 'async'] as const) {
      const { runs } = (await storedPolarization(regime, 'dropout', 'census'))!;
      runs.forEach((arm, i) => {
        const begin = `| \`${regime}\` | ${['0', '10%'][i]} | `;
        const rows = AT_THRESHOLD.map((threshold) => begin + ratesOf(arm.slice(0, 60), threshold));
        expect(rows).toContain(lines.find((line) => line.startsWith(begin)));
      });
      if (regime === 'async') {
        const dead = runs.map((arm) => polarizationRates(arm.slice(0, 60)).dead.k);
        expect(page).toContain(`in ${dead.map(String).join(' and ')} of the 60 runs`);
        continue;
      }
      const [a, b] = runs.map((arm) => polarizationRates(arm.slice(0, 60)).z5);
      expect(fisherExact(a.k, a.n, b.k, b.n).toExponential(0)).toBe('2e-6');
      const [least, most] = [AT_THRESHOLD[0], AT_THRESHOLD[2]].map((threshold) =>
        gateRates(runs[0].slice(0, 60), threshold),
      );
      const told = GATES.exec(page)!.slice(1).map(Number);
      told.forEach((count, k) => {
        expect(count).toBeGreaterThanOrEqual(least[k].k);
        expect(count).toBeLessThanOrEqual(most[k].k);
      });
      const [without, withDropout] = runs.map((arm) => polarizationRates(arm).z5);
      expect([without.n, withDropout.n]).toEqual([200, 200]);
      expect(page).toContain(`200 seeds stored: ${String(without.k)} polarized, with dropout ${String(withDropout.k)}`);
    }
  });

  it('tells what is in the rows, and what becomes of the columns', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('../../tabular/samples/census-income.bin', import.meta.url)));
    const table = await loadCensus(bytes);
    const textOf = (name: string): ((row: number) => string) => {
      const { codes, dictionary } = table.columns.find((column) => column.name === name)!;
      return (row) => dictionary[codes[row]];
    };
    const split = textOf('split');
    const heldOut = Array.from({ length: table.rows }, (_, row) => row).filter((row) => split(row) === 'heldout');
    const share = (name: string, text: string): string =>
      percent(heldOut.filter((row) => textOf(name)(row) === text).length / heldOut.length);
    expect(page).toContain(`${share('weeks_worked', '0')} are 0, ${share('weeks_worked', '52')} are 52`);
    expect(page).toContain(`| ${share('never_married', '1')} are positive |`);
    const ages = heldOut.map((row) => Number(textOf('age')(row)));
    expect(page).toContain(`${String(Math.min(...ages))} to ${String(Math.max(...ages))} |`);
    expect(page).toContain(`standard error of ${bare(all.runs[0].error.income_over_50k, 3)}`);
    const { inputs } = encodeTable(table, censusMapping({ inputs: 64, columns: 'all' })).facts;
    expect(page).toContain(
      `${String(inputs.categories)} are inputs at 64 inputs, and ${String(inputs.copies.length)} were`,
    );
  });
});
