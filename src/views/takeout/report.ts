/** What is on screen as one page to hand in or to file: the open chapter with its pictures, and all that made them. */
import i18next from 'i18next';
import built from 'virtual:built';
import { actedBy } from '../../run/timeline.ts';
import { FIELDS, fieldOf, getField, sameValue } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import { isSynthetic } from '../../run/source.ts';
import { loadArea } from '../../i18n/index.ts';
import type { Table } from '../charts/table.ts';
import { currentLink } from '../address.ts';
import { plannedNow } from '../control.ts';
import { useLesson } from '../lesson/store.ts';
import type { Say } from '../say.ts';
import { wordsIn as fieldWordsIn } from '../shell/fieldWords.ts';
import { feed, stepNow, useLab } from '../store.ts';
import { resultsOf } from '../story/results.ts';
import { storyWords } from '../story/words.ts';
import { apartOf } from '../trained.ts';
import { bodyOf } from './offers.ts';
import { LEFT_OUT } from './bared.ts';
import { cardsIn, languageNow, plainPictureOf, subtitleOf, titleOf, wordsIn } from './card.ts';
import { withAllDrawn } from './chapter.ts';
import { tablesShown } from './csv.ts';
import { onPaper } from './onPaper.ts';
import { reportHtml, type ReportCard, type ReportPart } from './reportHtml.ts';
import { appWords, dataWords, sourceLines } from './source.ts';

/** The settings that differ from those the page opens with. */
function settingsPart({ t }: Say): ReportPart {
  const state = { ...plannedNow(), view: useLab.getState().state.view };
  const usual = defaultState();
  const words = fieldWordsIn(i18next.language, t, !isSynthetic(state.run));
  const changed = FIELDS.filter(
    (field) => field.group !== 'view' && !sameValue(getField(state, field), getField(usual, field)),
  );
  return {
    title: t('takeout.report.settings'),
    lines:
      changed.length === 0
        ? [t('takeout.report.usual')]
        : changed.map((field) => [words.named(field), words.value(field, getField(state, field))] as const),
  };
}

/** What was changed while the run trained. */
function changesPart({ t, numbers }: Say): ReportPart {
  const { course } = useLab.getState();
  const words = fieldWordsIn(i18next.language, t, course !== null && !isSynthetic(course.run));
  return {
    title: t('takeout.report.changes'),
    lines: actedBy(course?.timeline ?? [], stepNow()).map(({ step, path, value }): [string, string] => {
      const field = fieldOf(path);
      return [
        t('takeout.source.step', { step: numbers.fixed(step) }),
        t('named', { name: words.named(field), value: words.value(field, value) }),
      ];
    }),
  };
}

/** What happened in the run, once it has come far enough to be told. */
function storyPart(say: Say): ReportPart {
  const { status, opened, course, state } = useLab.getState();
  const now = feed.frame;
  const results =
    course
    && resultsOf({
      status,
      opened,
      timeline: course.timeline,
      threshold: state.run.threshold,
      apart: apartOf(course, stepNow()),
      first: feed.history.at(0),
      now,
    });
  const story = results && storyWords(say, results);
  const lines = story ? [story.headline, ...story.told.map(({ text }) => text), story.caution ?? ''] : [];
  return { title: say.t('takeout.report.story'), lines: lines.filter((line) => line !== '') };
}

/** What was predicted in the lesson; its words and steps are fetched where something was. */
async function predictionsPart(say: Say): Promise<ReportPart> {
  const title = say.t('takeout.report.predictions');
  if (Object.keys(useLesson.getState().given).length === 0) return { title, lines: [] };
  const [{ predictionLines }] = await Promise.all([import('../lesson/predictionLines.ts'), loadArea('lesson')]);
  return { title, lines: predictionLines(say) };
}

/** Sentences of a card that has no picture: those that stand outside of its tables. */
const sentencesOf = (card: HTMLElement): string[] =>
  bodyOf(card)
    .flatMap((part) => [part, ...part.querySelectorAll('p, li, dd')])
    .filter((element) => element.matches('p, li, dd') && !element.closest(`table, ${LEFT_OUT}`))
    .map(wordsIn)
    .filter((sentence) => sentence !== '');

function cardPart(say: Say, card: HTMLElement): ReportCard {
  const svg = onPaper(() => plainPictureOf(card)?.svg ?? null);
  const tables: Table[] = tablesShown(card);
  const sentences = svg === null ? sentencesOf(card) : [];
  const sources = sourceLines(say, card, built.version).slice(0, -1);
  return { title: titleOf(card), subtitle: subtitleOf(card), svg, sentences, tables, sources };
}

/** The chapter's question, and what it says of itself. */
function leadWords(): string[] {
  const lead = document.querySelector('main section:has(> div > h2)');
  return lead && !lead.closest('[data-card]') ? Array.from(lead.querySelectorAll('p'), wordsIn).filter(Boolean) : [];
}

/** @returns a page of HTML, and its name */
export async function chapterReport(say: Say): Promise<{ name: string; html: string }> {
  await Promise.all((['story', 'hint', 'frame'] as const).map(loadArea));
  const { t } = say;
  const { chapter } = useLab.getState().state.view;
  const chapterName = t(`field.view.chapter.choice.${chapter}`);
  const cards = await withAllDrawn(() =>
    cardsIn(document)
      .map((card) => cardPart(say, card))
      .filter(({ title }) => title !== ''),
  );
  const date = new Date().toLocaleString(languageNow(), { dateStyle: 'long', timeStyle: 'short' });
  const html = reportHtml({
    language: languageNow(),
    title: t('takeout.report.title', { app: t('shell.brand'), chapter: chapterName }),
    question: t(`shell.question.${chapter}`),
    lead: leadWords(),
    before: [storyPart(say), await predictionsPart(say)],
    cards,
    after: [
      settingsPart(say),
      changesPart(say),
      {
        title: t('takeout.report.sources'),
        lines: [
          `${appWords(say, built.version)}${built.commit ? ` · ${built.commit}` : ''}`,
          t('takeout.source.step', { step: say.numbers.fixed(stepNow()) }),
          dataWords(say),
          date,
        ],
      },
    ],
    link: currentLink(stepNow()),
    words: {
      numbers: t('takeout.report.numbers'),
      sources: t('takeout.report.sources'),
      link: t('takeout.report.link'),
    },
  });
  return { name: `mmoe-lab-${chapter}-step-${String(stepNow())}-report.html`, html };
}
