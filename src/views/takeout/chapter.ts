/** All pictures and numbers of the chapter that is open, as one archive. */
import built from 'virtual:built';
import { writeSettings } from '../../run/settingsFile.ts';
import { currentLink } from '../address.ts';
import { plannedNow } from '../control.ts';
import type { Say } from '../say.ts';
import { stepNow, useLab } from '../store.ts';
import { drawingAll } from '../ui/useNear.ts';
import { archiveOf, type ArchivedFile } from './archive.ts';
import { cardsIn, nameOf, pictureOf, titleOf } from './card.ts';
import { csvOf } from './csv.ts';
import { pngOf } from './png.ts';
import { readmeOf, type Listed } from './readme.ts';
import { appWords, dataWords, sourceLines } from './source.ts';
import { Untakeable } from './untakeable.ts';

/** A picture out of sight has been drawn after so long; a page that is not seen draws nothing sooner. */
const DRAWN_MS = 400;

/** Does something while every picture of the chapter is drawn. */
export const withAllDrawn = <T>(act: () => Promise<T> | T): Promise<T> =>
  drawingAll(async () => {
    await new Promise((resolve) => setTimeout(resolve, DRAWN_MS));
    return act();
  });

/** The settings that the controls show, with what is looked at. */
export const settingsNow = (): string => writeSettings({ ...plannedNow(), view: useLab.getState().state.view });

/** @returns the PNG, or null where this browser cannot paint it: the archive then goes without */
async function pngOrNone(svg: string, size: { width: number; height: number }): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await (await pngOf(svg, size)).arrayBuffer());
  } catch (error) {
    if (error instanceof Untakeable) return null;
    throw error;
  }
}

async function filesOf(say: Say, card: HTMLElement): Promise<{ files: ArchivedFile[]; listed: Listed }> {
  const name = nameOf(card);
  const sources = sourceLines(say, card, built.version);
  const picture = pictureOf(card, sources);
  const files: ArchivedFile[] = csvOf(card).map(({ suffix, csv }) => ({ name: `${name}${suffix}.csv`, contents: csv }));
  if (picture) {
    const png = await pngOrNone(picture.svg, picture.size);
    if (png) files.unshift({ name: `${name}.png`, contents: png });
    files.unshift({ name: `${name}.svg`, contents: picture.svg });
  }
  return { files, listed: { title: titleOf(card), sources, files: files.map((file) => file.name) } };
}

/**
 * @throws {Untakeable} where the chapter has neither pictures nor numbers
 * @returns a ZIP archive, and its name
 */
export async function chapterArchive(say: Say): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { chapter } = useLab.getState().state.view;
  const folder = `mmoe-lab-${chapter}-step-${String(stepNow())}`;
  const cards = await withAllDrawn(async () => {
    const taken = [];
    for (const card of cardsIn(document)) taken.push(await filesOf(say, card));
    return taken;
  });
  const files = cards.flatMap((card) => card.files);
  if (files.length === 0) throw new Untakeable('empty');
  const link = currentLink(stepNow());
  const readme = readmeOf(say, {
    app: appWords(say, built.version),
    data: dataWords(say),
    link,
    cards: cards.map(({ listed }) => listed),
  });
  const more: ArchivedFile[] = [
    { name: 'README.txt', contents: readme },
    { name: 'settings.json', contents: settingsNow() },
    { name: 'link.txt', contents: `${link}\n` },
  ];
  return { name: `${folder}.zip`, bytes: archiveOf(folder, [...more, ...files]) };
}
