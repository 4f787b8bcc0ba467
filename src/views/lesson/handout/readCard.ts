/** A card on screen as a picture for paper. Fetched when the lesson first keeps one: it brings what takes pictures out of the page. */
import built from 'virtual:built';
import { onPaper } from '../../takeout/onPaper.ts';
import { plainPictureOf, subtitleOf, titleOf } from '../../takeout/card.ts';
import { sourceLines } from '../../takeout/source.ts';
import { sayNow } from '../../takeout/take.ts';
import type { KeptPicture } from './kept.ts';

/**
 * @param name - stable name of the card
 * @param own - only what was computed here: stored results are no outcome
 * @returns null where it is not drawn
 */
export function pictureOfCard(name: string, own: boolean): KeptPicture | null {
  const card = document.querySelector<HTMLElement>(`#pictures [data-card="${CSS.escape(name)}"]`);
  if (!card?.checkVisibility({ visibilityProperty: true }) || (own && card.dataset.source === 'stored')) return null;
  const picture = onPaper(() => plainPictureOf(card));
  if (!picture) return null;
  const sources = sourceLines(sayNow(), card, built.version).slice(0, -1);
  return { card: name, title: titleOf(card), subtitle: subtitleOf(card), svg: picture.svg, sources };
}
