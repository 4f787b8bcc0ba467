import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../experiments/cures/recommend.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { pointsOf } from './points.ts';
import { CURES, hand, ratio, WITHOUT } from './testing.ts';
import { adviceWords, answerWords, cureTitle, nothingWords, paretoTitle } from './titles.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const A = { regime: 'async', workers: 4 } as const;

const titleOf = (say: Say, cures: readonly CureSummary[], live = false, measure: Measure = 'weights'): string =>
  paretoTitle(say, { cures, measure, asked: { cures: 8, runs: 800 } }, pointsOf(cures, measure), live);
const [none] = CURES;
const noGates = { n: 0, ratio: NaN, low: NaN, high: NaN };

describe('the answer', () => {
  it('names the cure that surely lowers both, with its interval', () => {
    expect(answerWords(en, { setting: A, cures: CURES })).toBe(
      'Try Swish: of the runs most like yours (Adagrad, 4 workers), 0 of 100 polarized with it instead of 20 of 100 without, and the held-out loss was 25% lower [−30%, −20%].',
    );
    expect(answerWords(zh, { setting: A, cures: CURES })).toBe(
      '试试“Swish”：在与你的设置最接近的训练中（Adagrad，4 个节点），用它的 100 次有 0 次极化，不用对策的 100 次有 20 次；留出损失低 25% [−30%, −20%]。',
    );
  });
  it('says of one that lowers the loss alone that polarization is open, and of one that spreads alone that the loss is', () => {
    const loss = answerWords(en, { setting: A, cures: [none, hand('rate:0.5', { polarized: 14, loss: ratio(0.7) })] });
    expect(loss).toMatch(
      /^Try rate × 0\.5: .* 30% lower \[−35%, −25%\] with it; 14 of 100 .* which chance may have made\.$/,
    );
    const spread = answerWords(en, {
      setting: A,
      cures: [none, hand('lossFree:0.03', { polarized: 0, loss: ratio(0.97) })],
    });
    expect(spread).toMatch(
      /0 of 100 polarized with it instead of 20 of 100 without; the held-out loss cannot be told from that without \[−8%, \+2%\]\.$/,
    );
  });
  it('recommends nothing where nothing is surely better, and asks where nothing is known', () => {
    const costly = [none, hand('dropout:0.1', { polarized: 8, loss: ratio(1.2) })];
    expect(answerWords(en, { setting: A, cures: costly })).toMatch(
      /^No cure is surely better than none here\. Nearest comes gate dropout 10%/,
    );
    for (const known of [
      null,
      { setting: A, cures: [] },
      { setting: A, cures: [none] },
      { setting: null, cures: CURES },
    ])
      expect(answerWords(en, known)).toBe('Of the many cures that are proposed, which one helps, and at what price?');
  });
});

describe('what the advice rests on', () => {
  const basis = { setting: A, seeds: 200, differs: [], bestOf: 29 };
  it('is named, with how far it is from the reader’s run, and what picking the best does', () => {
    expect(adviceWords(en, basis)).toBe(
      'The nearest stored results: Adagrad, 4 workers, 200 seeds a cure. Your settings are those of the stored results. '
        + 'It is the best of 29, and so its figures flatter it a little; measured here it has other seeds.',
    );
    expect(adviceWords(zh, { ...basis, differs: ['learningRate', 'world'], bestOf: null })).toMatch(
      /^最接近的事先测得的结果：Adagrad，4 个节点，每种对策 200 个种子。.*学习率.*平台.*。$/,
    );
    expect(adviceWords(en, { ...basis, differs: ['learningRate', 'world'], bestOf: null })).toMatch(
      /200 seeds a cure\. Yours differ in: learning rate, world\. Measure it there to know\.$/,
    );
    expect(adviceWords(en, { ...basis, differs: null, bestOf: null })).toMatch(
      /200 seeds a cure\. The model of your settings has no gates, so there is nothing to cure\.$/,
    );
  });
});

describe('the title of the picture', () => {
  it('names the best, the paper’s and the worst, each with what was measured', () => {
    expect(titleOf(en, CURES)).toBe(
      'Without a cure 20 of 100 runs polarized. Best: Swish (0 of 100 runs polarized, loss 25% lower). '
        + 'The paper’s: gate dropout 10% (8 of 100 runs polarized, loss 10% higher). '
        + 'Worst: logit noise 1 (45 of 100 runs polarized, loss 5% higher).',
    );
    expect(titleOf(zh, CURES)).toBe(
      '不用对策时，100 次训练有 20 次极化。最好的是“Swish”（100 次训练中 0 次极化，损失低 25%）。论文的是“门控 dropout 10%”（100 次训练中 8 次极化，损失高 10%）。最差的是“logit 噪声 1”（100 次训练中 45 次极化，损失高 5%）。',
    );
  });
  it('names the paper’s once where it is the best or the worst', () => {
    const best = [none, hand('dropout:0.1', { polarized: 1, loss: ratio(0.8) }), hand('noise:1', { polarized: 40 })];
    expect(titleOf(en, best)).toMatch(
      /^Without a cure 20 of 100 runs polarized\. Best is the paper’s own cure, gate dropout 10% \(1 of 100.*\)\. Worst: logit noise 1/,
    );
    const worst = [none, hand('dropout:0.1', { polarized: 30 }), hand('swish', { polarized: 0, loss: ratio(0.8) })];
    expect(titleOf(en, worst)).toMatch(
      /^Without a cure 20 of 100 runs polarized\. Best: Swish .*\. Worst is the paper’s own cure, gate dropout 10% \(30 of 100/,
    );
  });
  it('calls none the worst whose loss is lower, but says that it polarizes most; and nobody where nothing polarizes', () => {
    const [best, lower] = [hand('swish', { polarized: 0, loss: ratio(0.7) }), ratio(0.9)];
    expect(titleOf(en, [none, best, hand('decay', { polarized: 40, loss: lower })])).toMatch(
      /Polarizes most: decay to 10% \(40 of 100 runs polarized, loss 10% lower\)\.$/,
    );
    expect(titleOf(zh, [none, best, hand('dropout:0.1', { polarized: 40, loss: lower })])).toMatch(
      /。极化最多的正是论文的“门控 dropout 10%”（.*）。$/,
    );
    expect(titleOf(en, [none, best, hand('decay', { polarized: 0, loss: lower })])).toMatch(
      /^Without a cure 20 of 100 runs polarized\. Best: [^.]*\.$/,
    );
  });
  it('says of a best cure that it is mostly cosmetic where it is, and by contributions names the one that lowers those', () => {
    const cosmetic = hand('lossFree:0.03', { polarized: 0, contributed: 40, loss: ratio(0.7) });
    const real = hand('clip', { polarized: 2, contributed: 5, loss: ratio(0.8) });
    const healed = hand('swish', { polarized: 0, contributed: 24, loss: ratio(0.7) });
    const said = /By contributions it is mostly cosmetic: of 50 runs polarized without it, 40 still are\./;
    expect(titleOf(en, [none, cosmetic, real])).toMatch(
      /^Without a cure 20 of 100 runs polarized\. Best: loss-free 0\.03 \(0 of 100/,
    );
    expect(titleOf(en, [none, cosmetic, real])).toMatch(said);
    expect(titleOf(zh, [none, cosmetic, real])).toContain('不用它时极化的 50 次训练，用它后仍有 40 次极化');
    expect(titleOf(en, [none, healed, real])).not.toContain('cosmetic');
    // Weights alone spread: 45 of 50 is nothing that chance could not have made.
    const nothing = hand('lossFree:0.03', { polarized: 0, contributed: 45, loss: ratio(0.7) });
    const byContributions = titleOf(en, [none, nothing, real], false, 'contributions');
    expect(byContributions).toMatch(
      /^Without a cure 50 of 100 runs polarized\. Best: clipping 0\.3 \(5 of 100 runs polarized, loss 20% lower\)/,
    );
    expect(byContributions).not.toContain('cosmetic');
    const known = { setting: A, cures: [none, cosmetic, real] };
    expect(answerWords(en, known)).toMatch(
      /Mind that it is mostly cosmetic: of 50 runs polarized by what the experts contribute, 40 still are with it\.$/,
    );
    expect(answerWords(en, { ...known, cures: [none, healed] })).not.toContain('cosmetic');
  });
  it('concludes nothing while results come, from none alone, from runs that all diverged, from nothing', () => {
    expect(titleOf(en, CURES.slice(0, 3), true)).toBe('So far: 300 of 800 runs trained, 2 of 7 cures measured');
    expect(titleOf(en, [none])).toBe('Only runs without a cure: there is nothing to compare');
    const gone = CURES.map((cure) => ({ ...cure, diverged: { ...cure.z5, k: 100 } }));
    expect(titleOf(en, gone)).toBe('Every run diverged: there is nothing to compare');
    expect(titleOf(en, [gone[0], ...CURES.slice(1)])).toBe(
      'Every run without a cure diverged: there is nothing to compare with',
    );
    expect(paretoTitle(en, null, [], false)).toBe('How much does each cure help, and what does it cost?');
  });
});

describe('where nothing can be drawn', () => {
  it('says what to do, that results come, that they did not come, and nothing while they may', () => {
    const said = (own: boolean, running: boolean, missing: boolean): string =>
      nothingWords(en, { own, running, missing });
    expect(said(true, false, false)).toMatch(/choose cures below and start\.$/);
    expect(said(true, true, false)).toBe('The first results are on their way.');
    expect(said(false, true, true)).toBe('The first results are on their way.');
    expect(said(false, false, true)).toMatch(/^The stored results did not arrive/);
    expect(said(false, false, false)).toBe('');
  });
});

describe('the title of a cure', () => {
  it('says what it does to both, and what it hides', () => {
    expect(cureTitle(en, CURES[2], none)).toBe(
      'Swish: 0 of 100 runs polarized instead of 20 of 100; loss 25% lower [−30%, −20%].',
    );
    expect(cureTitle(en, hand('dropout:0.1', { polarized: 8, loss: ratio(1.1), contributed: 24 }), none)).toMatch(
      /loss 10% higher \[\+5%, \+15%\]\. By contributions 24 of 100 are polarized, 50 of 100 without it\.$/,
    );
    // Of 50 polarized by contributions more are so with it than are healed.
    expect(cureTitle(en, CURES[1], none)).toMatch(
      /\. It is mostly cosmetic: it spreads weights, but of 50 runs polarized by contributions without it, 35 still are with it \(35 of 100 in all\)\.$/,
    );
    expect(cureTitle(en, CURES[6], none)).toMatch(
      /Whether it changes polarization at all is open \(McNemar p = 0\.20\)\.$/,
    );
    expect(cureTitle(en, CURES[4], none)).toMatch(/It polarizes more runs than no cure \(McNemar p = 0\.001\)\.$/);
    expect(cureTitle(en, none, none)).toBe('Without a cure: 20 of 100 runs polarized, in 25 of 100 an expert is dead.');
    const gone = hand('clip', { polarized: 0, diverged: 100, loss: noGates });
    expect(cureTitle(zh, gone, none)).toBe('梯度裁剪 0.3：每次训练都发散了');
  });
  it('says which runs diverged, what cannot be compared, how small a p is, and no interval of a single seed', () => {
    expect(cureTitle(en, hand('clip', { polarized: 0, diverged: 7 }), none)).toMatch(
      /\. 7 of 100 runs diverged and are left out\.$/,
    );
    expect(cureTitle(en, hand('clip', { polarized: 0, loss: noGates }), none)).toBe(
      'clipping 0.3: on no seed did the runs with and without it both end well, so there is nothing to compare.',
    );
    expect(cureTitle(zh, hand('noise', { polarized: 90, p: 1e-9 }), none)).toContain('（McNemar p < 0.001）');
    const single = hand('clip', { polarized: 0, loss: { n: 1, ratio: 0.8, low: NaN, high: NaN } });
    expect(cureTitle(en, single, none)).toBe(
      'clipping 0.3: 0 of 100 runs polarized instead of 20 of 100; loss 20% lower.',
    );
  });
});

/** Any cure: polarized runs, loss and how sure it is, p, diverged runs. */
const anyCure = (text: string) =>
  fc
    .record({
      polarized: fc.integer({ min: 0, max: 100 }),
      mean: fc.double({ min: 0.2, max: 3, noNaN: true }),
      half: fc.double({ min: 0.001, max: 0.19, noNaN: true }),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      diverged: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ mean, half, ...rest }) => hand(text, { ...rest, loss: ratio(mean, half) }));

describe('whatever was measured', () => {
  const all = fc.tuple(anyCure('dropout:0.1'), anyCure('swish'), anyCure('noise:1'), anyCure('uniform'));
  it('what is called best is surely better in something and surely worse in nothing; the worst polarizes most', () => {
    fc.assert(
      fc.property(all, (some) => {
        const title = titleOf(en, [none, ...some]);
        const most = Math.max(...some.map(({ z5 }) => z5.k));
        const worst = /(?:Worst|olarizes most)(?:: | is the paper’s own cure, )(.*?) \((\d+) of/.exec(title);
        if (worst) expect(Number(worst[2])).toBe(most);
        const best = / Best(?:: | is the paper’s own cure, )(.*?) \((\d+) of/.exec(title);
        const names: Record<string, string> = {
          'gate dropout 10%': 'dropout:0.1',
          Swish: 'swish',
          'logit noise 1': 'noise:1',
          'no gate at all': 'uniform',
        };
        if (!best) {
          expect(title).toMatch(
            /^(Without a cure 20 of 100 runs polarized\. No cure is surely better|Every run diverged)/,
          );
          return;
        }
        const { against, z5, diverged } = some.find(({ id }) => id === names[best[1]])!;
        expect(z5.k).toBe(Number(best[2]));
        expect(diverged.rate).toBeLessThanOrEqual(0.05);
        const fewer = against!.z5.p < 0.05 && z5.k < WITHOUT;
        const more = against!.z5.p < 0.05 && z5.k > WITHOUT;
        expect(fewer || against!.loss.high < 1).toBe(true);
        expect(more || against!.loss.low > 1).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
  it('lower and higher are said of what is lower and higher, and never of what rounds to the same', () => {
    fc.assert(
      fc.property(anyCure('swish'), (cure) => {
        fc.pre(cure.diverged.k < 100);
        const title = cureTitle(en, cure, none);
        const { ratio: mean } = cure.against!.loss;
        const change = Math.round(100 * Math.abs(mean - 1));
        expect(title).toContain(
          change === 0 ? 'loss the same' : `loss ${String(change)}% ${mean < 1 ? 'lower' : 'higher'}`,
        );
        expect(title.includes('It polarizes more')).toBe(cure.against!.z5.p < 0.05 && cure.z5.k > WITHOUT);
        expect(title.includes('is open')).toBe(cure.against!.z5.p >= 0.05);
      }),
      { numRuns: 300 },
    );
  });
});
