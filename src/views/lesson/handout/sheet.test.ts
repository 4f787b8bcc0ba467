import { describe, expect, it, vi } from 'vitest';
import { wordsOf } from '../../../i18n/testing.ts';
import { numberWords } from '../../format.ts';
import type { Say } from '../../say.ts';
import { STEPS } from '../steps/index.ts';
import type { Given } from '../store.ts';
import type { Answer, LessonStep, Outcome } from '../types.ts';
import { keyOf, type Kept, type Shown } from './kept.ts';
import type { SHEETS } from './sheet.ts';
import { sheetOf, type Lesson, type Sheet } from './sheet.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

const says: Record<'en' | 'zh', Say> = {
  en: { t: await wordsOf('en'), numbers: numberWords('en') },
  zh: { t: await wordsOf('zh'), numbers: numberWords('zh') },
};

const LOCKED = 1000;

/** Two answers to a question; neither is a number that stands on a scale. */
function answersTo({ question }: LessonStep): [predicted: Answer, came: Answer] {
  switch (question?.kind) {
    case 'choice':
      return [
        { kind: 'choice', choice: question.choices[0] },
        { kind: 'choice', choice: question.choices[1] },
      ];
    case 'curve':
      return [
        { kind: 'curve', values: Array.from({ length: question.points }, (_, p) => -0.0713 * p) },
        { kind: 'curve', values: Array.from({ length: question.points }, (_, p) => -0.1917 * p) },
      ];
    default:
      return [
        { kind: 'number', value: 3.1713 },
        { kind: 'number', value: 2.6917 },
      ];
  }
}

/** A number that no words of the lesson have. */
const OUTCOME = 86_753;

/** A sentence of each step with that number. */
const SAID: Partial<Record<string, Outcome['said']>> = {
  objectives: [{ key: 'apart', values: { r: OUTCOME } }],
  position: [{ key: 'absent', values: { by: OUTCOME } }],
  live: [{ key: 'told', values: { at: OUTCOME } }],
  loop: [{ key: 'absent', values: { limit: OUTCOME } }],
};
const DIVERGED = [{ key: 'diverged', values: { step: OUTCOME, k: OUTCOME, n: OUTCOME, left: OUTCOME } }];

/** A prediction with what came out of it. */
function givenTo(step: LessonStep): Given | undefined {
  if (!step.question) return undefined;
  const [answer, came] = answersTo(step);
  const outcome: Outcome = { came, right: false, said: SAID[step.id] ?? DIVERGED };
  return { answer, lockedAt: LOCKED, outcome };
}

const shown = (words: string, change: Partial<Shown> = {}): Shown => ({
  language: 'en',
  pictures: [
    { card: 'card', title: `${words} title`, subtitle: '', svg: `<svg>${words}</svg>`, sources: [`${words} source`] },
  ],
  lockedAt: null,
  ...change,
});

/** Of every step what was on screen, before and after. */
const kept: Kept = Object.fromEntries(
  STEPS.flatMap(({ id, question }) => [
    [
      keyOf(id, 'asked', 'en'),
      shown(
        `${id} asked`,
        question?.kind === 'end'
          ? {
              begun: [
                [0, 8],
                [100, 4.9],
              ],
            }
          : {},
      ),
    ],
    [keyOf(id, 'came', 'en'), shown(`${id} came`, { lockedAt: LOCKED })],
  ]),
);

const lesson = (change: Partial<Lesson> = {}): Lesson => ({
  steps: STEPS,
  given: givenTo,
  kept,
  language: 'en',
  present: false,
  app: 'App',
  link: 'https://example.org/?lesson=objectives',
  ...change,
});

const asked = STEPS.filter(({ question }) => question);
const count = (text: string, part: string): number => text.split(part).length - 1;
const textOf = (sheet: Sheet): string => JSON.stringify(sheet);

describe.each(['en', 'zh'] as const)('the sheets in %s', (language) => {
  const say = says[language];
  const sheet = (kind: (typeof SHEETS)[number], change: Partial<Lesson> = {}): Sheet =>
    sheetOf(say, kind, lesson({ language, ...change }));

  it('ask every question once, with every choice, and leave room for what is written by hand', () => {
    const { steps } = sheet('questions');
    expect(steps.map(({ id }) => id)).toEqual(STEPS.map(({ id }) => id));
    expect(steps.filter(({ question }) => question !== '').map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    const questions = steps.map(({ question }) => question).filter((question) => question !== '');
    expect(new Set(questions).size).toBe(asked.length);
    for (const question of questions) expect(count(textOf(sheet('questions')), JSON.stringify(question))).toBe(1);
    for (const { question, choices, drawing, lines } of steps) {
      if (question !== '') expect(choices.length > 1 || drawing !== null).toBe(true);
      expect(lines.length).toBeGreaterThan(0);
    }
  });

  it('show to those who answer, and to the lecturer who has not asked yet, nothing of what was predicted or came out', () => {
    for (const kind of ['questions', 'lecturer'] as const) {
      const answered = sheet(kind);
      // Whatever has been answered meanwhile, it is the same sheet.
      expect(textOf(answered)).toBe(textOf(sheet(kind, { given: () => undefined })));
      expect(textOf(answered)).not.toMatch(/came (title|source)|86,753|"data-role"/);
    }
  });

  it('say what was predicted, what came out and why, with the pictures of that outcome and no other', () => {
    const { steps, drawn } = sheet('answers');
    expect(steps.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    for (const { id, told, pictures } of steps) {
      expect(told.join(), id).toMatch(/86,753/);
      expect(told[0]).toContain(say.t('lesson.page.predicted'));
      expect(pictures.map(({ title }) => title)).toEqual([`${id} came title`]);
    }
    expect(drawn).toEqual({ k: asked.length, n: asked.length });
    // Predicted anew: the old picture is of another prediction.
    const anew = sheet('answers', { given: (step) => ({ ...givenTo(step)!, lockedAt: LOCKED + 1 }) });
    expect(anew.steps.every(({ pictures, about }) => pictures.length === 0 && about !== '')).toBe(true);
  });

  it('hold back from a class what has not been revealed', () => {
    const held = sheet('answers', { present: true });
    expect(textOf(held)).not.toMatch(/86,753|came (title|source)|"came"/);
    const revealed = sheet('answers', { present: true, given: (step) => ({ ...givenTo(step)!, revealed: true }) });
    expect(revealed.steps).toEqual(sheet('answers').steps);
  });

  it('count the hands of a class', () => {
    const votes = { sharedBottom: 4, mmoe: 11 };
    const { steps } = sheet('answers', {
      given: (step) => (step.id === 'conflict' ? { ...givenTo(step)!, votes } : undefined),
    });
    const told = steps.find(({ id }) => id === 'conflict')?.told.join() ?? '';
    expect(told).toMatch(/4.*0.*11/);
    expect(told).toContain(say.t('handout.votes'));
  });

  it('say of each picture that is not there that it is not, and never show one of another step', () => {
    const { steps, drawn } = sheet('questions', { kept: {} });
    expect(drawn.k).toBe(0);
    expect(drawn.n).toBeGreaterThan(3);
    for (const { id, about, pictures } of steps) {
      expect(pictures).toEqual([]);
      if (STEPS.find((step) => step.id === id)?.marks.length) expect(about, id).not.toBe('');
    }
    for (const { id, pictures } of sheet('questions').steps)
      expect(pictures.map(({ title }) => title)).toEqual([`${id} asked title`]);
  });

  it('say in which language the words of a picture are where it is another', () => {
    const other = language === 'en' ? 'zh' : 'en';
    const [first] = sheet('questions', {
      kept: { [keyOf('objectives', 'asked', other)]: shown('words', { language: other }) },
    }).steps;
    expect(first.pictures).toHaveLength(1);
    expect(first.about).toContain(other === 'zh' ? '简体中文' : 'English');
  });
});

it('a line whose end came out goes its own way, and no other line is made up', () => {
  const begun = [
    [0, 8],
    [100, 4.9],
  ] as const;
  const ends = { predicted: 3, came: 2 };
  const given = (step: LessonStep): Given =>
    step.id === 'polarization'
      ? {
          answer: { kind: 'number', value: ends.predicted },
          lockedAt: LOCKED,
          outcome: { came: { kind: 'number', value: ends.came }, right: true, said: [] },
        }
      : givenTo(step)!;
  const ways = (more: Partial<Shown>): number => {
    const came = shown('came', { lockedAt: LOCKED, begun, ...more });
    const { steps } = sheetOf(
      says.en,
      'answers',
      lesson({ given, kept: { [keyOf('polarization', 'came', 'en')]: came } }),
    );
    return count(JSON.stringify(steps.find(({ id }) => id === 'polarization')?.drawing), '"way"');
  };
  expect(ways({})).toBe(0);
  expect(ways({ course: [...begun, [200, 3], [300, 2]] })).toBe(1);
});

it('an empty frame has the beginning of a line where one was computed, and nothing else', () => {
  const paths = (change: Partial<Lesson>): number =>
    count(
      JSON.stringify(sheetOf(says.en, 'questions', lesson(change)).steps.find(({ id }) => id === 'polarization')),
      'L',
    );
  const [with_, without] = [paths({}), paths({ kept: {} })];
  expect(with_).toBeGreaterThan(without);
});
