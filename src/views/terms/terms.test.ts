import markup from 'virtual:formulas/model';
import measures from 'virtual:formulas/measures';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../i18n/testing.ts';
import { CHAPTERS } from '../../run/labState.ts';
import * as formulas from './formulas.mjs';
import { piecesOf, plain } from './marked.ts';
import { isTerm, TERM_GROUPS, TERM_IDS, TERMS } from './terms.ts';

const en = await sentencesOf('en');
const zh = await sentencesOf('zh');

describe('the glossary', () => {
  it('has a name and a sentence of every term in both languages, and no others', () => {
    const wanted = TERM_IDS.flatMap((id) => [`glossary.term.${id}.name`, `glossary.term.${id}.text`]).sort();
    for (const words of [en, zh])
      expect([...words.keys()].filter((key) => key.startsWith('glossary.term.')).sort()).toEqual(wanted);
  });

  it('says each in one sentence', () => {
    for (const id of TERM_IDS) {
      expect(en.get(`glossary.term.${id}.text`), id).toMatch(/^[^.]*(\d\.\d[^.]*)*\.$/);
      expect(zh.get(`glossary.term.${id}.text`), id).toMatch(/^[^。]*。$/);
    }
  });

  it('calls no two terms the same', () => {
    for (const words of [en, zh]) {
      const names = TERM_IDS.map((id) => words.get(`glossary.term.${id}.name`));
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  it.each(TERM_IDS)('leads from %s to a chapter, a picture and a source that there are, with its formula', (id) => {
    const { group, chapter, card, source, formula } = TERMS[id];
    expect(TERM_GROUPS).toContain(group);
    expect(CHAPTERS).toContain(chapter);
    expect(en.has(`glossary.source.${source}`)).toBe(true);
    if (card) expect(en.get(card.join('.')), card.join('.')).toBeDefined();
    if (formula) expect({ ...markup, ...measures }[formula]).toMatch(/^<math>/);
  });

  it('uses every formula of the measures, and names a known source for every formula', () => {
    const used = TERM_IDS.map((id) => TERMS[id].formula);
    expect(Object.keys(formulas.measures).filter((name) => !used.some((one) => one === name))).toEqual(['sigmoid']);
    for (const [name, { source }] of Object.entries({ ...formulas.model, ...formulas.measures }))
      expect(en.has(`glossary.source.${source}`), name).toBe(true);
  });
});

describe('a marked term', () => {
  const marks = (text: string): string[] => piecesOf(text).flatMap(({ term }) => term ?? []);

  it('is in the glossary', () => {
    const unknown = [...en, ...zh].flatMap(([key, text]) =>
      marks(text)
        .filter((id) => !isTerm(id))
        .map((id) => `${key}: ${id}`),
    );
    expect(unknown).toEqual([]);
    expect([...en].filter(([, text]) => marks(text).length > 0).length).toBeGreaterThan(20);
  });

  it('is marked in both languages, and only where it can be opened: in leads, subtitles, legends and the page about this page', () => {
    for (const [key, text] of en) expect(marks(zh.get(key) ?? '').sort(), key).toEqual(marks(text).sort());
    const elsewhere = [...en].filter(
      ([key, text]) =>
        marks(text).length > 0
        && !/^lead\.|\.subtitle|^about\.|^charts\.polarization\.(definition|definitionOwn|dead)$|^gates\.heat\.(dead|alive)(_table)?$|^polarization\.race\.legend$|^serve\.why\.shallow$|^bias\.missing\.error$/.test(
          key,
        ),
    );
    expect(elsewhere).toEqual([]);
  });

  it('leaves no bracket behind', () => {
    for (const [key, text] of [...en, ...zh]) expect(plain(text), key).not.toMatch(/\[\[|\]\]/);
  });
});

/**
 * Words of labels, names of cards, heads of tables and choices that everybody knows: what is none of these is a technical word, and needs an
 * entry. Add a word here only if a newcomer to the field knows what it means where it stands.
 */
const PLAIN = new Set(
  `cures cure price export closely healed your try round policy shows show served ideal ranking ranked choose ever inside guesses reaches grows four gets get far move counts follow apart high whole main a about above actual add added adds again against agreement agrees alive all alone also always and another any architecture are arrow as
  asked assumption at away back be before behind below beside best better between bias both bound break by can card case cell change changed
  changes chapter chosen click clicked clicks close column compare compared comparison conditions corner costs counted course curve curves
  data day depends desktop device devices difference different distributions do does done double down draw drawn drop each early effective
  either elsewhere engine entries equal error errors even every example examples expected few fewer figure figures first fit five for forgets
  fresh from full gain given glossary gone group groups half handling happened he held hidden how identical if impression in indexes initial
  interval into is it item items its kept keyboard keys kind knob know known last late law learn learned learns least leaves left length lies
  like likely logged long longer made many mark matters means measure measured misleads missing mix model models more most much
  multiplications name narrower nearly needs neither network never new newest next no noise none not nothing now number numbers observed of
  off offset often on once one only open opened options or order other out over own page pair pairs part past per phone picture pictures place
  places platform points pooled position positions predicted prediction present probability question race races rankings rate rates rating
  read reading reads redo relative results row run runs same sampled saved score seen set setting settings share shared shown shuffled side
  simple simpler six size skip so some speed start step steps stored strength strong strongly such sum swap sweep sweeps switched table test
  than that the their them then there these they thing this three threshold through time times title to together too top train trained
  treatments true truly truth turn tv two types unclicked under undo unknown unused up use used user users uses value values view was watch
  way ways well what when where which who why wide will with without lower paper here cost architectures pays sharing depend lose making large cheaper offline metrics word work wrong yes yet you zero would give told serve replaced nine likes autoplay thumbnail nobody named suspect search right
  category frequent leaking look pages real role root standardised taken typical
  board census-income come else family file site stays video whose
  declared hand-out have lesson motion needed ordinary said slow verdict verdicts winner`
    .split(/\s+/)
    .filter(Boolean),
);

/** Keys whose words stand alone: labels, choices, names, heads of columns, short captions. */
const SHORT =
  /(^field\..*\.(label|choice\.[^.]+)$)|\.(name|nameOne)$|\.column\.|^(bias|polarization)\.(metric|treatment|knob|rates|figure|series)\.|^network\.(node|part|metric)\.|^network\.inspector\.[a-zA-Z]+$|^gates\.(corner|row|column|step)\./;

describe('every technical word of labels, card names and captions', () => {
  const names = TERM_IDS.map((id) => (en.get(`glossary.term.${id}.name`) ?? '').toLowerCase()).join(' ');

  it('is a term of the glossary, or part of one', () => {
    const missing = new Set<string>();
    for (const [key, text] of en) {
      if (!SHORT.test(key) || key.startsWith('glossary.') || key.startsWith('about.')) continue;
      for (const [word] of plain(text.replaceAll(/\{\{.*?\}\}/g, ''))
        .toLowerCase()
        .matchAll(/\p{L}[\p{L}’-]{2,}/gu)) {
        const stem = word
          .replace(/’s?$/, '')

          .replace(/(ies|es|s)$/, (end) => (end === 'ies' ? 'y' : ''));
        if (PLAIN.has(word) || PLAIN.has(stem)) continue;
        if ([stem, stem.replaceAll('-', ' ')].some((form) => names.includes(form))) continue;
        missing.add(`${word} (${key})`);
      }
    }
    expect([...missing]).toEqual([]);
  });
});
