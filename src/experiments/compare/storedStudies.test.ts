import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storedStudy } from '../../../scripts/store-compare.mjs';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { TASKS } from '../../world/spec.ts';
import { runCompress, TUNE_STEPS, type CompressedMeasures } from './compress.ts';
import { againstAlone, compressionEffects } from './compression.ts';
import { expertCountEffects, REFERENCE_COUNT } from './expertCounts.ts';
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
import { lossWeightEffects } from './lossWeights.ts';
import { compareRun, DEFAULT_SETTINGS } from './spec.ts';
import { storedComparison } from './stored.ts';
import {
  storedCompression,
  storedExpertCounts,
  storedLossWeights,
  storedSweep,
  studyFrom,
  type KnownStudy,
  type StoredStudy,
} from './storedStudies.ts';
import { compareModels, runsOf } from './summary.ts';
import { sweepEffects } from './sweeps.ts';
import type { MeasuredRun } from './variants.ts';

const KNOWN: Record<StudyName, () => Promise<KnownStudy<MeasuredRun>>> = {
  weights: storedLossWeights,
  experts: storedExpertCounts,
  cosine: () => storedSweep('cosine'),
  sines: () => storedSweep('sines'),
  compress: storedCompression,
};

/** What the summary functions give of the stored runs. */
const AGAIN: Record<StudyName, () => Promise<Headline[]>> = {
  weights: async () => {
    const { runs } = await storedLossWeights();
    return TASKS.flatMap((task) => weightHeadlines(task, lossWeightEffects(runs.filter((run) => run.task === task))));
  },
  experts: async () => countHeadlines(expertCountEffects((await storedExpertCounts()).runs, REFERENCE_COUNT)),
  cosine: async () => sweepHeadlines(sweepEffects((await storedSweep('cosine')).runs)),
  sines: async () => sweepHeadlines(sweepEffects((await storedSweep('sines')).runs)),
  compress: async () => compressHeadlines(compressionEffects((await storedCompression()).runs)),
};

describe('a stored study', () => {
  it('is read as it was written, with what made it', () => {
    const measured = {
      multiplications: 1440,
      parameters: 1200,
      auc: { click: 0.8123, like: 0.9 },
      logLoss: { click: 0.5, like: 0.4 },
      mse: { watchTime: 0.3, rating: 0.05 },
      stuck: true,
      diverged: false,
    };
    const runs = [
      { ...measured, seed: 3, teacher: 'spread', way: 'whole', experts: 8, polarized: true },
      {
        ...measured,
        seed: 4,
        teacher: 'spread',
        way: 'whole',
        experts: 8,
        polarized: false,
        diverged: true,
        stuck: false,
      },
      { ...measured, seed: 3, teacher: 'spread', way: 'distilled', experts: 1, model: 'shared-bottom', size: 'small' },
    ];
    const headlines = [{ label: 'a', numbers: [1440, 0.12345678, -0.5] }];
    const report = {
      experiment: 'compare-more',
      spec: { study: 'compress', seeds: 2, seedBase: 3, steps: 600 },
      engine: { name: 'simd', backend: 'wasm', adapter: '' },
      results: { runs, headlines },
    };
    const file = storedStudy(report, { commit: 'abc', date: '2026-01-01' }) as StoredStudy<Partial<CompressedMeasures>>;
    expect(file.groups).toHaveLength(2);
    const known = studyFrom(file, (key, added) => ({ ...key, ...(added.length > 0 && { polarized: added[0] === 1 }) }));
    expect(known.runs).toEqual(runs);
    expect(known.headlines).toEqual([{ label: 'a', numbers: [1440, 0.123457, -0.5] }]);
    expect(known.base).toEqual(compareRun(DEFAULT_SETTINGS));
    expect(known.made.command).toBe(
      'npm run lab -- compare-more --study compress --seeds 2 --seed-base 3 --steps 600 --backend wasm',
    );
    expect(() => storedStudy({ ...report, experiment: 'compare' }, { commit: '', date: '' })).toThrow('compare');
  });

  it.each(STUDIES)('of %s has all its seeds in every group, and its summary is that of its runs', async (study) => {
    const { seeds, seedBase, runs, headlines, made } = await KNOWN[study]();
    expect([seeds, seedBase, made.backend]).toEqual([20, 9001, 'wasm']);
    expect(made.command).toContain(`--study ${study} `);
    const all = Array.from({ length: 20 }, (_, i) => 9001 + i);
    for (let from = 0; from < runs.length; from += 20)
      expect(runs.slice(from, from + 20).map(({ seed }) => seed)).toEqual(all);
    expect(statSync(new URL(`stored/study-${study}.json`, import.meta.url)).size).toBeLessThan(60_000);
    const again = await AGAIN[study]();
    expect(again.map(({ label }) => label)).toEqual(headlines.map(({ label }) => label));
    again.forEach(({ label, numbers }, i) => {
      expect(numbers).toHaveLength(HEADLINE_NAMES[study].length);
      // The printed ones were summed up before runs were rounded.
      numbers.forEach((number, j) => {
        const printed = headlines[i].numbers[j];
        expect(Math.abs(number - printed), `${label}, ${HEADLINE_NAMES[study][j]}`).toBeLessThanOrEqual(
          0.0005 + 0.003 * Math.abs(printed),
        );
      });
    });
  });

  it('agrees with the comparison where it trains the same model on the same seeds', async () => {
    const known = await storedComparison(0);
    const large = runsOf(known.runs, { model: 'mmoe-8', size: 'large' });
    const same = (runs: readonly MeasuredRun[]): void => {
      expect(runs).toHaveLength(20);
      runs.forEach(({ mse, auc }, i) => {
        expect(mse.rating).toBeCloseTo(large[i].mse.rating, 3);
        expect(auc.click).toBeCloseTo(large[i].auc.click, 3);
      });
    };
    same((await storedLossWeights()).runs.filter(({ weight, task }) => weight === 1 && task === 'like'));
    same((await storedExpertCounts()).runs.filter(({ experts }) => experts === 8));
    same(
      runsOf(
        (await storedSweep('cosine')).runs.filter(({ value }) => value === 0),
        { model: 'mmoe-8', size: 'large' },
      ),
    );
    same(
      runsOf(
        (await storedSweep('sines')).runs.filter(({ value }) => value === 5),
        { model: 'mmoe-8', size: 'large' },
      ),
    );
    same((await storedCompression()).runs.filter(({ way, teacher }) => way === 'whole' && teacher === 'spread'));
  });

  // Polarizing magnifies the last digits in which Node's Math differs from the browser's: no two machines agree on such a run.
  it('is what the code gives: the compression of a seed again', async () => {
    const { base, runs } = await storedCompression();
    const again = await runCompress(
      { base, seeds: 1, seedBase: 9001, teacher: 'spread', keep: [4], tuneSteps: TUNE_STEPS, students: [], sizes: [] },
      { open: createSimdEngine },
    );
    expect(again).toHaveLength(4);
    for (const fresh of again) {
      const stored = runs.find(
        (run) =>
          run.seed === 9001
          && run.teacher === fresh.teacher
          && run.way === fresh.way
          && run.experts === fresh.experts
          && run.model === fresh.model,
      )!;
      expect(stored.mse.rating).toBeCloseTo(fresh.mse.rating, 3);
      expect(stored.auc.like).toBeCloseTo(fresh.auc.like, 3);
      expect(stored.polarized).toBe(fresh.polarized);
    }
  }, 60_000);
});

describe('docs/compare.md', () => {
  const sections = readFileSync(new URL('../../../docs/compare.md', import.meta.url), 'utf8').split(/^#{2,3} /m);
  const words = (x: number): string => x.toFixed(x >= 10 ? 1 : 3).replace('-', '−');
  const interval = (numbers: readonly number[]): string =>
    `${words(numbers[0])} [${words(numbers[1])}, ${words(numbers[2])}]`;
  const compared = (n: readonly number[]): string[] => [
    interval(n.slice(0, 3)),
    `${String(n[3])} of ${String(n[4])}`,
    interval(n.slice(5)),
  ];
  const cellsOf = (study: StudyName, n: readonly number[]): string[] => {
    switch (study) {
      case 'weights':
        return TASKS.map((_, k) => interval(n.slice(3 * k, 3 * k + 3)));
      case 'experts':
        return [String(n[0]), words(n[1]), words(n[2]), ...compared(n.slice(3))];
      case 'compress':
        return [String(n[0]), words(n[1]), words(n[2]), String(n[3]), ...compared(n.slice(4))];
      default:
        return [words(n[0]), ...compared(n.slice(1))];
    }
  };
  /** Rows of the section that says something. */
  const rowsIn = (saying: string): string[] =>
    sections
      .find((section) => section.includes(saying))!
      .split('\n')
      .filter((line) => line.startsWith('| `'));
  const lineOf = (label: string, cells: readonly string[]): string => `| \`${label}\` | ${cells.join(' | ')} |`;

  it.each(STUDIES)('tells of %s what is stored', async (study) => {
    const { headlines } = await KNOWN[study]();
    const known = new Set(headlines.map(({ label, numbers }) => lineOf(label, cellsOf(study, numbers))));
    const rows = rowsIn(`--study ${study}\``);
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) expect(known).toContain(row);
  });

  it('tells of the comparison, and of models that learned alone, what is stored', async () => {
    const compression = await storedCompression();
    const { runs } = await storedComparison(0);
    const line = (label: string, { ratio, better, aucGain }: ReturnType<typeof compareModels>): string =>
      lineOf(
        label,
        compared([ratio.ratio, ratio.low, ratio.high, better.k, better.n, aucGain.mean, aucGain.low, aucGain.high]),
      );
    const main = (['small', 'large'] as const).map((size) => {
      const a = size === 'small' ? 'mmoe-4' : 'mmoe-8';
      return line(
        `${a} to shared-bottom, ${size}`,
        compareModels(runs, { model: a, size }, { model: 'shared-bottom', size }),
      );
    });
    const alone = againstAlone(compression.runs, runs).map(({ point, alone: id, difference }) =>
      line(`${point.teacher}: ${point.way} ${point.model ?? String(point.experts)}`, { a: id, b: id, ...difference }),
    );
    expect(rowsIn('`lab -- compare`')).toEqual(main);
    expect(rowsIn('for as many steps')).toEqual(alone);
  });
});
