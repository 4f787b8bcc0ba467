/** Takes a card out of the page: its picture as SVG or PNG, its numbers as CSV. Fetched when it is first asked for. */
import i18next from 'i18next';
import built from 'virtual:built';
import { loadArea } from '../../i18n/index.ts';
import { numberWords } from '../format.ts';
import { notify } from '../notices.ts';
import type { Say } from '../say.ts';
import { stepNow } from '../store.ts';
import { download } from '../ui/download.ts';
import { nameOf, pictureOf } from './card.ts';
import { csvOf } from './csv.ts';
import { pngOf } from './png.ts';
import { sourceLines } from './source.ts';
import { Untakeable } from './untakeable.ts';

export type Kind = 'svg' | 'png' | 'csv';

/** Words and numbers of the language now shown. */
export const sayNow = (): Say => ({ t: i18next.t, numbers: numberWords(i18next.language) });

/** The same for everybody: no letter that a file system refuses, in no language. */
const fileName = (name: string, ending: string): string => `mmoe-lab-${name}-step-${String(stepNow())}.${ending}`;

/** Does something that may fail, and says so if it does: nothing of the page is lost by it. */
export async function saying(act: () => Promise<void> | void): Promise<void> {
  try {
    await loadArea('takeout');
    await act();
  } catch (error) {
    if (error instanceof Untakeable) notify('error', `takeout.problem.${error.why}`, {}, 'run');
    else notify('error', 'errors.export', { message: error instanceof Error ? error.message : String(error) }, 'run');
  }
}

async function takeNow(card: HTMLElement, kind: Kind): Promise<void> {
  const name = nameOf(card);
  if (kind === 'csv') {
    const files = csvOf(card);
    if (files.length === 0) throw new Untakeable('table');
    for (const { suffix, csv } of files) download(fileName(`${name}${suffix}`, 'csv'), 'text/csv', csv);
    return;
  }
  const picture = pictureOf(card, sourceLines(sayNow(), card, built.version));
  if (!picture) throw new Untakeable('empty');
  if (kind === 'svg') download(fileName(name, 'svg'), 'image/svg+xml', picture.svg);
  else download(fileName(name, 'png'), 'image/png', await pngOf(picture.svg, picture.size));
}

/** Hands a card's file to the reader; where there is none, a notice says why. */
export const take = (card: HTMLElement, kind: Kind): Promise<void> => saying(() => takeNow(card, kind));
