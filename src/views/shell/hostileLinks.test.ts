import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { checkModel } from '../../model/spec.ts';
import { contradicts } from '../../run/conflicts.ts';
import { FIELDS } from '../../run/fields.ts';
import { encodeState } from '../../run/link.ts';
import { LONGEST_LINK } from '../../run/packedLink.ts';
import { encodePage, PAGE_KEYS } from '../../run/pageView.ts';
import { decodeState } from '../../run/readLink.ts';
import { modelOf } from '../../run/runSpec.ts';
import { anyCourse } from '../../run/testing.ts';
import { checkWorld } from '../../world/validate.ts';
import { ALL_CARDS } from '../cards.ts';
import { withCard } from '../embed/withCard.ts';
import { notifyLinkProblems } from '../notices.ts';
import { useLab } from '../store.ts';
import { wordsIn } from './fieldWords.ts';
import { noticeWords } from './noticeWords.ts';

const MARKUP = ['<img src=x onerror=alert(1)>', '$t(shell.brand)', '{{key}}', '[[gate|here]]', '"><script>', '$&$1'];
const HOSTILE = [
  ...MARKUP,
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'],
  ...['1e999', '-1e999', 'NaN', 'Infinity', '9'.repeat(400), '0x10', '1_'.repeat(300), '2147483648', '-0', '1e-320'],
  ...['\uD800', '\u0000', '\u202E', '%', '%%%', '%E0%A4%A', '☃'.repeat(50), '../../etc', 'javascript:alert(1)'],
  ...['{"hash":1}', '[]', 'null', '{"__proto__":{"features":1}}', `{"hash":"${'a'.repeat(64)}","name":"<b>"}`],
  ...['7-gd-0.5*9-lr-1e-3', '7-__proto__-1', '99999999999-gd-1', '*'.repeat(100), '1-gd-0.5*'.repeat(200)],
];
const KEYS = ['v', 'tl', 'at', 'backend', 'own', 'src', 'zip', 'x', '__proto__', 'constructor', '', ...PAGE_KEYS];

const EMBEDS = [
  'embed=1&card=train.gates&controls=0&play=1&lang=zh',
  'embed=1&card=<b>&theme=dark',
  'embed&card=no.such',
  'embed=2&card=gates.heat&controls=yes',
];

const value = fc.oneof(fc.constantFrom(...HOSTILE), fc.string(), fc.double().map(String), fc.integer().map(String));
const key = fc.oneof(fc.constantFrom(...KEYS, ...FIELDS.map((field) => field.key)), fc.string({ maxLength: 12 }));
const pairs = fc
  .array(fc.tuple(key, value), { maxLength: 8 })
  .map((given) => given.map(([name, text]) => `${name}=${text}`).join('&'));
const encoded = fc.array(fc.tuple(key, value), { maxLength: 8 }).map((given) => new URLSearchParams(given).toString());
/** Made once: to make one takes longer than to read it. */
const WHOLE = fc
  .sample(fc.tuple(anyCourse, fc.nat({ max: 1000 })), { numRuns: 200, seed: 17 })
  .map(([state, at]) => encodeState(state, at));
const whole = fc.constantFrom(...WHOLE);
/** A few settings of one, as people's links have them, and an embedded page. */
const few = fc
  .tuple(whole, fc.nat({ max: 60 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom('', ...EMBEDS))
  .map(([link, from, count, page]) => [...link.split('&').slice(from, from + count), page].join('&'));
/** A link that was good, with something else put into the middle of it. */
const mutated = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: whole }), fc.nat(), fc.nat({ max: 20 }), value)
  .map(
    ([link, at, cut, text]) =>
      link.slice(0, at % (link.length + 1)) + text + link.slice((at % (link.length + 1)) + cut),
  );
const anyLink = fc.oneof(
  { weight: 6, arbitrary: encoded },
  { weight: 6, arbitrary: pairs },
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: few },
  { weight: 1, arbitrary: whole },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
);

const words = await Promise.all(
  (['en', 'zh'] as const).map(async (language) => {
    const t = await wordsOf(language);
    return { t, fields: wordsIn(language, t) };
  }),
);

/** What is said of a link, in every language. */
function saidOf(problems: ReturnType<typeof decodeState>['problems']): string[] {
  notifyLinkProblems(problems);
  const { notices } = useLab.getState();
  return words.flatMap(({ t, fields }) => notices.map((notice) => noticeWords(notice.key, notice.values, t, fields)));
}

describe('a link that somebody made up', () => {
  afterEach(() => {
    useLab.setState({ notices: [] });
  });

  const is = 'a run that can be trained, a page that there is, and words for whatever is wrong';
  const makeUp = (times: number): void => {
    let read = 0;
    fc.assert(
      fc.property(anyLink, (link) => {
        const { state, at, page, problems } = withCard(decodeState(link));
        checkWorld(state.run.world);
        checkModel(modelOf(state.run));
        expect(contradicts(state)).toBe(false);
        expect(at).toBeLessThanOrEqual(state.run.training.steps);
        expect([null, ...ALL_CARDS]).toContain(page.embed?.card ?? null);
        // What takes longest, for every fifth link: what is read is written as a link that says the same, without a fault; and the words.
        if (read++ % 5 > 0) return;
        const again = decodeState([encodeState(state, at), encodePage(page)].filter(Boolean).join('&'));
        expect(again).toEqual({ state, at, page, problems: [] });
        for (const sentence of saidOf(problems)) expect(sentence.length).toBeLessThan(600);
      }),
      { numRuns: Number(process.env.RUNS ?? times), endOnFailure: true },
    );
    expect(({} as Record<string, unknown>).features).toBeUndefined();
  };
  it(`a thousand times: ${is}`, () => {
    makeUp(1000);
  });
  it(`ten thousand times: ${is}`, { tags: ['long'], timeout: 180_000 }, () => {
    makeUp(10_000);
  });

  it('is quoted letter by letter: no words of the page, no values, no terms are put into it', () => {
    for (const given of MARKUP)
      for (const key of ['lesson', 'ie', 'backend', 'embed=1&card']) {
        useLab.setState({ notices: [] });
        const sentences = saidOf(withCard(decodeState(`${key}=${encodeURIComponent(given)}`)).problems);
        expect(sentences.length).toBeGreaterThan(0);
        const quoted = given.length > 24 ? `${given.slice(0, 24)}…` : given;
        for (const sentence of sentences) expect(sentence).toContain(quoted);
      }
  });

  it('is read to its longest length only, and says so', () => {
    const endless = `e=4&${'x=1&'.repeat(500_000)}sl=0`;
    const { state, problems } = decodeState(endless);
    expect(state.run.model.experts).toBe(4);
    expect(problems[0]).toMatchObject({ reason: 'too-long', given: String(endless.length) });
    const timeline = decodeState(`tl=${'7-gd-0.5*8-gd-0.6*'.repeat(100_000)}`);
    expect(timeline.state.timeline).toEqual([]);
    expect(decodeState(`tl=${'1-gd-0.5*2-gd-0.4*'.repeat(1000)}`.slice(0, LONGEST_LINK)).state.timeline).toHaveLength(
      2,
    );
    for (const sentence of saidOf(problems)) expect(sentence).not.toMatch(/undefined|\{\{|notice\./);
  });
});
