/** The picture that a link to an embedded page names. */
import { CHAPTERS, type Chapter } from '../../run/labState.ts';
import type { Decoded } from '../../run/readLink.ts';
import { CARDS, chapterOfCard } from '../cards.ts';

/** Whose pictures are named where there is none of the name that was given: the chapter's that it begins with, else those of the open one. */
function nearest(given: string, open: Chapter): Chapter {
  const meant = CHAPTERS.find((chapter) => given.startsWith(`${chapter}.`)) ?? open;
  return CARDS[meant].length > 0 ? meant : 'train';
}

/** An embedded picture brings its chapter. Where there is none of its name the chapter is shown whole, and the names that there are are said. */
export function withCard(decoded: Decoded): Decoded {
  const { state, page, problems } = decoded;
  // What could be no name at all has been refused before.
  const given = page.embed?.card ?? problems.find(({ key, reason }) => key === 'card' && reason === 'page')?.given;
  if (page.embed === null || given === undefined) return decoded;
  const chapter = chapterOfCard(given) ?? nearest(given, state.view.chapter);
  const shown = { ...state, view: { ...state.view, chapter } };
  if (chapterOfCard(given) !== null) return { ...decoded, state: shown };
  const names = CARDS[chapter].map((name) => `${chapter}.${name}`).join(', ');
  return {
    ...decoded,
    state: shown,
    page: { ...page, embed: { ...page.embed, card: null } },
    problems: [{ key: 'card', given, reason: 'card', names }, ...problems.filter(({ key }) => key !== 'card')],
  };
}
