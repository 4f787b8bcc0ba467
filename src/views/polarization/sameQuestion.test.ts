import { range } from 'd3';
import { describe, expect, it } from 'vitest';
import raced from '../../experiments/polarization/stored/polarization.json' with { type: 'json' };
import { STORED_SETTINGS } from '../../experiments/cures/stored.ts';
import { storedPolarization } from '../../experiments/polarization/stored.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { wilson } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import type { Cost } from './costs.ts';
import { findMeasured, PLACES, type Measured } from './sameQuestion.ts';
import { lossWords, sameQuestionAnswers, sameQuestionTitle } from './sameQuestionWords.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

/** A file as it lies there, read without the code that the page reads it with. */
async function fileOf(place: string) {
  const { default: file } = (await import(`../../experiments/cures/stored/cures-${place}.json`, {
    with: { type: 'json' },
  })) as {
    default: {
      seeds: number;
      seedBase: number;
      cures: { id: string; counts: number[]; against?: { loss: number[]; z5: number[] } }[];
    };
  };
  const of = (id: string) => file.cures.find((cure) => cure.id === id)!;
  return { ...file, none: of('none'), dropout: of('dropout:0.1'), uniform: of('uniform') };
}

describe('the same question', () => {
  it('has every stored setting, with the numbers that lie in its file', async () => {
    const rows = await findMeasured();
    expect(rows.map(({ place }) => place)).toEqual(STORED_SETTINGS);
    for (const row of rows) {
      const { seeds, seedBase, none, dropout, uniform } = await fileOf(row.place);
      expect(row).toMatchObject({
        seeds,
        seedBase,
        without: { k: none.counts[1], n: none.counts[0] },
        dropout: { k: dropout.counts[1], n: dropout.counts[0] },
        p: dropout.against!.z5[4],
        loss: { ratio: dropout.against!.loss[1], low: dropout.against!.loss[2], high: dropout.against!.loss[3] },
        noGate: { ratio: uniform.against!.loss[1] },
      });
    }
  });
  it('sets the race of the same setting beside it, on its own seeds, and none of another', async () => {
    const rows = await findMeasured();
    const races = Object.fromEntries(rows.map(({ place, race }) => [place, race && [race.seedBase, race.without.n]]));
    const stored = (regime: string) => {
      const { seedBase, seeds } = raced.studies.find((study) => study.regime === regime)!;
      return [seedBase, seeds];
    };
    expect(races).toEqual({
      'default-4': stored('default'),
      'async-4': stored('async'),
      'adam-1': stored('adam'),
      // Raced with four workers, not with as many.
      'async-8': null,
      'async-16': null,
      'census-adam-1': [1, 200],
      'census-async-4': [1, 60],
    });
    for (const { race } of rows) if (race) expect(race.costs).toHaveLength(4);
  });
  it('counts of a race the runs of either arm, and what a polarized gate costs where one arm alone polarized it', async () => {
    const [row] = (await findMeasured()).filter(({ place }) => place === 'adam-1');
    const { spec, runs } = (await storedPolarization('adam', 'dropout'))!;
    /** [run][task] whether the task's gate is polarized, of the arm with this dropout. */
    const polarizedAt = (rate: number): boolean[][] => {
      const arm = spec.arms.findIndex(({ changes }) => changes['run.training.gateDropout'] === rate);
      return runs[arm].map(({ utilization }) =>
        utilization.map((weights) => weights.filter((weight) => weight < 0.01).length >= 5),
      );
    };
    const [without, dropout] = [polarizedAt(0), polarizedAt(0.1)];
    const count = (arm: boolean[][]): number => arm.filter((gates) => gates.includes(true)).length;
    expect([row.race!.without.k, row.race!.dropout.k]).toEqual([count(without), count(dropout)]);
    // Whose two runs differ in the task's gate.
    expect(row.race!.costs.map(({ n }) => n)).toEqual(
      range(4).map((k) => without.filter((gates, seed) => gates[k] !== dropout[seed][k]).length),
    );
  });
});

const ratio = (value: number, half = 0.02): Ratio => ({ n: 100, ratio: value, low: value - half, high: value + half });
const cost = (change: number, surely = -1): Cost => ({ n: 9, change, low: change - 0.1, high: change + 0.1, surely });
const row = (i: number, k: [number, number], p: number, loss: number, noGate: number, costs?: Cost[]): Measured => ({
  ...PLACES[i],
  seeds: 100,
  seedBase: 1,
  without: wilson(k[0], 100),
  dropout: wilson(k[1], 100),
  p,
  loss: ratio(loss),
  noGate: ratio(noGate),
  made: { commit: '', date: '', engine: 'simd', backend: 'wasm', adapter: '', command: '' },
  race: costs ? { seedBase: 1, without: wilson(k[0], 100), dropout: wilson(k[1], 100), costs } : null,
});
/** As the page opens; Adagrad, 4 workers; Adam. */
const ROWS = [
  row(0, [30, 24], 0.2, 1.01, 1.05, [cost(-0.02), cost(0.45)]),
  row(1, [16, 5], 0.001, 0.95, 0.86),
  row(2, [40, 9], 0.001, 1.09, 1.31, [cost(0.1), cost(NaN)]),
];

describe('what all settings say together', () => {
  it('is titled with how far they lie apart', () => {
    expect(sameQuestionTitle(en, ROWS)).toBe(
      'It depends on the setting: 16% to 40% of the runs polarize without dropout, 5% to 24% with it',
    );
    expect(sameQuestionTitle(zh, ROWS)).toBe(
      '取决于设置：没有 dropout 时 16% 至 40% 的训练出现极化，使用后为 5% 至 24%',
    );
  });
  it('says that the cost of a polarized gate is open, and what gates are worth', () => {
    const [harm] = sameQuestionAnswers(en, ROWS);
    expect(harm[0]).toMatch(
      /is open here: .* changes by −2\.0% to \+45\.0%, and of these 3 figures .* none is surely above zero\.$/,
    );
    expect(harm[1]).toMatch(/changes by −14\.0% \(Adagrad, 4 workers\) to \+31\.0% \(Adam\)\./);
    expect(harm[2]).toMatch(/\(its claim\)\.$/);
    expect(sameQuestionAnswers(zh, ROWS)[0][0]).toMatch(/还没有定论：.*变化为 −2\.0% 至 \+45\.0%，这 3 个数值/);
  });
  it('says in how many figures it is sure, and that nothing is known without a race', () => {
    const sure = [row(0, [30, 24], 0.2, 1.01, 1.05, [cost(-0.02), cost(0.45, 0.1)])];
    expect(sameQuestionAnswers(en, sure)[0][0]).toMatch(/surely costs its task something in 1 of 2 figures/);
    expect(sameQuestionAnswers(en, [ROWS[1]])[0][0]).toBe(
      'What a polarized gate costs its task is open: no stored race tells.',
    );
  });
  it('says where dropout surely helps, where not, and that it ends polarization nowhere', () => {
    expect(sameQuestionAnswers(en, ROWS)[1]).toEqual([
      'With 10% dropout gates surely polarize less often in 2 of 3 settings (McNemar’s p under 0.05 in each).',
      'Not told apart: as the page opens.',
      'In no setting does polarization end with it; the paper claims that of its own system.',
    ]);
    const ended = [row(1, [16, 0], 0.001, 1, 1), row(2, [9, 40], 0.001, 1, 1)];
    expect(sameQuestionAnswers(en, ended)[1]).toEqual([
      'With 10% dropout gates surely polarize less often in 1 of 2 settings (McNemar’s p under 0.05 in each).',
      'Surely more often: Adam.',
      'No run polarizes any more: Adagrad, 4 workers.',
    ]);
  });
  it('says where dropout itself costs, and where it gains', () => {
    expect(sameQuestionAnswers(en, ROWS)[2]).toEqual([
      'Loss surely higher with it: Adam.',
      'Surely lower: Adagrad, 4 workers.',
      'Not told apart from none: as the page opens.',
    ]);
    expect(lossWords(en, ratio(1.0942))).toEqual({ change: '+9.4%', bounds: '+7.4% to +11.4%' });
  });
});
