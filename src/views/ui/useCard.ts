import { useLab } from '../store.ts';
import { usePageView } from '../pageView.ts';
import type { CardName } from '../cards.ts';

/** What a picture is found by: its stable name (see ../cards.ts), and whether an embedded page shows nothing else. */
export interface CardAttributes {
  'data-card': string | undefined;
  'data-only': true | undefined;
}

/** @param name - its name inside of its chapter; undefined for what is part of another picture */
export function useCard(name: CardName | undefined): CardAttributes {
  const chapter = useLab((lab) => lab.state.view.chapter);
  const only = usePageView(({ embed }) => embed?.card ?? null);
  const card = name === undefined ? undefined : `${chapter}.${name}`;
  return { 'data-card': card, 'data-only': (card !== undefined && only === card) || undefined };
}
