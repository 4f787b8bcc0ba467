/** The lesson on paper, as data: what stands on a sheet for whom. Pure. */
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../i18n/index.ts';
import type { Say } from '../../say.ts';
import { answersOf } from '../besideRoles.ts';
import type { Given } from '../store.ts';
import type { LessonStep, Question, StepId } from '../types.ts';
import { answerWords, choiceWords, saidWords, verdictOf } from '../words.ts';
import { comparedFrame, emptyFrame, type Drawing } from './frames.ts';
import { openCards, shownOf, type Kept, type KeptPicture, type Shown } from './kept.ts';

/** For those who answer; what they predicted beside what came out; for the lecturer. */
export const SHEETS = ['questions', 'answers', 'lecturer'] as const;
export type SheetKind = (typeof SHEETS)[number];

export interface SheetStep {
  id: StepId;
  title: string;
  text: string;
  pictures: readonly KeptPicture[];
  /** Whether there can be pictures on this sheet. */
  drawable: boolean;
  /** What is said of the pictures: why there are none, or in which language their words are. */
  about: string;
  question: string;
  /** How it is answered on paper. */
  hint: string;
  choices: readonly string[];
  /** Where an answer is drawn, or was. */
  drawing: Drawing | null;
  /** What was predicted and what came out. */
  told: readonly string[];
  /** For the lecturer. */
  notes: string;
  /** What is written by hand, a line each. */
  lines: readonly string[];
}

export interface Sheet {
  kind: SheetKind;
  title: string;
  intro: string;
  link: string;
  steps: readonly SheetStep[];
  /** Of the steps that can have pictures on this sheet, how many have them. */
  drawn: { k: number; n: number };
}

export interface Lesson {
  steps: readonly LessonStep[];
  /** What was predicted in a step. */
  given: (step: LessonStep) => Given | undefined;
  kept: Kept;
  language: Language;
  /** To a class an outcome counts only once it has been revealed. */
  present: boolean;
  app: string;
  link: string;
}

/** Words that hold on paper, where a step's own speak of what is done on the page. */
const OWN_QUESTION: readonly StepId[] = ['objectives', 'polarization'];
const OWN_TEXT: readonly StepId[] = ['end'];

const blank = (id: StepId): SheetStep => ({
  id,
  title: '',
  text: '',
  pictures: [],
  drawable: false,
  about: '',
  question: '',
  hint: '',
  choices: [],
  drawing: null,
  told: [],
  notes: '',
  lines: [],
});

const languagesFrom = (first: Language): Language[] => [first, ...LANGUAGES.filter((one) => one !== first)];

/** The pictures of what was on screen, with what is said of them. */
function withPictures({ t }: Say, shown: Shown | undefined, language: Language, absent: string) {
  if (!shown || shown.pictures.length === 0) return { pictures: [], about: absent };
  const about = shown.language === language ? '' : t('handout.language', { language: LANGUAGE_NAMES[shown.language] });
  return { pictures: shown.pictures, about };
}

function questionWords({ t, numbers }: Say, { id }: LessonStep, question: Question): string {
  if (!OWN_QUESTION.includes(id)) return t(`lesson.steps.${id}.question`);
  return t(`handout.question.${id}`, question.kind === 'end' ? { steps: numbers.plain(question.steps()) } : {});
}

const HINTS = { choice: 'tick', number: 'scale', end: 'begun', curve: 'frame' } as const;

/** A step before its question is answered: nothing of the answer is in it. */
function askedStep(say: Say, step: LessonStep, { kept, language }: Lesson): SheetStep {
  const { t } = say;
  const { id, question } = step;
  const shown = shownOf(kept, id, 'asked', languagesFrom(language));
  const begun = shown?.begun ?? [];
  const missing = question?.kind === 'end' && begun.length === 0 ? 'begun' : 'asked';
  const drawable = openCards(step).length > 0;
  const absent = step.marks.length === 0 ? '' : t(`handout.absent.${drawable ? missing : 'hidden'}`);
  return {
    ...blank(id),
    title: t(`lesson.steps.${id}.title`),
    text: t(OWN_TEXT.includes(id) ? `handout.text.${id}` : `lesson.steps.${id}.text`),
    drawable,
    ...withPictures(say, shown, language, absent),
    ...(question && {
      question: questionWords(say, step, question),
      hint: t(`handout.${HINTS[question.kind]}`),
      choices: question.kind === 'choice' ? question.choices.map((choice) => choiceWords(say, id, choice)) : [],
      drawing: emptyFrame(say, question, begun),
    }),
  };
}

/** What a class voted, choice by choice. */
function votesWords(say: Say, id: StepId, question: Question, { votes }: Given): string[] {
  if (!votes || question.kind !== 'choice') return [];
  const { t, numbers } = say;
  const counted = question.choices.map((choice) =>
    t('named', { name: choiceWords(say, id, choice), value: numbers.plain(votes[choice] ?? 0) }),
  );
  return [t('named', { name: t('handout.votes'), value: counted.join(t('semicolon')) })];
}

/** Prediction and outcome in words. */
function toldOf(say: Say, id: StepId, question: Question, given: Given, revealed: boolean): string[] {
  const { t } = say;
  const named = (name: string, value: string): string => t('named', { name, value });
  const predicted = named(t('lesson.page.predicted'), answerWords(say, id, question, given.answer));
  const { outcome } = given;
  if (!revealed || !outcome)
    return [
      predicted,
      ...votesWords(say, id, question, given),
      t(`handout.absent.${revealed ? 'outcome' : 'revealed'}`),
    ];
  return [
    predicted,
    ...votesWords(say, id, question, given),
    named(t('lesson.page.came'), answerWords(say, id, question, outcome.came)),
    ...(outcome.truth ? [named(t('lesson.page.truth'), answerWords(say, id, question, outcome.truth))] : []),
    verdictOf(say, outcome, given) ?? '',
    ...outcome.said.map((said) => saidWords(say, id, said)),
  ].filter((words) => words !== '');
}

/** A step once its question was answered. */
function answeredStep(say: Say, step: LessonStep, question: Question, lesson: Lesson): SheetStep {
  const { t } = say;
  const { id } = step;
  const asked = {
    ...blank(id),
    title: t(`lesson.steps.${id}.title`),
    question: questionWords(say, step, question),
    drawable: true,
  };
  const given = lesson.given(step);
  if (!given) return { ...asked, about: t('handout.absent.given') };
  const revealed = !lesson.present || given.revealed === true;
  const outcome = revealed ? given.outcome : undefined;
  const languages = languagesFrom(lesson.language);
  const shown = outcome && shownOf(lesson.kept, id, 'came', languages, given.lockedAt);
  const begun = shown?.begun ?? shownOf(lesson.kept, id, 'asked', languages)?.begun ?? [];
  return {
    ...asked,
    told: toldOf(say, id, question, given, revealed),
    drawing: comparedFrame(say, question, answersOf(given, outcome), {
      begun,
      ...(shown?.course && { course: shown.course }),
    }),
    ...(outcome && withPictures(say, shown, lesson.language, t('handout.absent.came'))),
  };
}

/** @returns the step as it stands on a sheet; null: not at all */
function stepOn(kind: SheetKind, say: Say, step: LessonStep, lesson: Lesson): SheetStep | null {
  const { t, numbers } = say;
  if (kind === 'answers') return step.question ? answeredStep(say, step, step.question, lesson) : null;
  const asked = askedStep(say, step, lesson);
  if (kind === 'questions')
    return { ...asked, lines: (step.question ? ['came', 'why'] : ['notes']).map((line) => t(`handout.lines.${line}`)) };
  const title = t('handout.minutes', { title: asked.title, minutes: numbers.plain(step.minutes) });
  const notes = t(`lesson.steps.${step.id}.notes`);
  return { ...blank(step.id), title, question: asked.question, choices: asked.choices, notes };
}

/** @param kind - whom it is for */
export function sheetOf(say: Say, kind: SheetKind, lesson: Lesson): Sheet {
  const { t, numbers } = say;
  const steps = lesson.steps.flatMap((step, place) => {
    const on = stepOn(kind, say, step, lesson);
    return on ? [{ ...on, title: t('lesson.page.listed', { step: numbers.plain(place + 1), title: on.title }) }] : [];
  });
  const drawable = steps.filter((step) => step.drawable);
  const minutes = lesson.steps.reduce((sum, step) => sum + step.minutes, 0);
  return {
    kind,
    title: t(`handout.titles.${kind}`, { app: lesson.app }),
    intro: t(`handout.intro.${kind}`, { steps: numbers.plain(lesson.steps.length), minutes: numbers.plain(minutes) }),
    link: lesson.link,
    steps,
    drawn: { k: drawable.filter(({ pictures }) => pictures.length > 0).length, n: drawable.length },
  };
}
