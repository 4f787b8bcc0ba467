import type { RefCallback } from 'react';
import type { CardName } from '../cards.ts';
import { usePageView } from '../pageView.ts';
import { useLab } from '../store.ts';

/** What a picture is found by: its stable name (see ../cards.ts), and whether an embedded page shows nothing else. */
export interface CardAttributes {
  'data-card': string | undefined;
  'data-only': true | undefined;
  ref: RefCallback<HTMLElement> | undefined;
}

/** Marks what the only picture of an embedded page lies in, which stays in sight with it (embed/embed.module.css). @returns takes the marks away */
function markAround(picture: HTMLElement | null): (() => void) | undefined {
  const around: HTMLElement[] = [];
  for (let one = picture?.parentElement; one && one.id !== 'pictures'; one = one.parentElement) around.push(one);
  for (const one of around) one.dataset.holds = '';
  return () => {
    for (const one of around) delete one.dataset.holds;
  };
}

/** @param name - its name inside of its chapter; undefined for what is part of another picture */
export function useCard(name: CardName | undefined): CardAttributes {
  const chapter = useLab((lab) => lab.state.view.chapter);
  const embedded = usePageView(({ embed }) => embed?.card ?? null);
  const card = name === undefined ? undefined : `${chapter}.${name}`;
  const only = card !== undefined && embedded === card;
  return { 'data-card': card, 'data-only': only || undefined, ref: only ? markAround : undefined };
}
