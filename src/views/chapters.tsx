/** The chapters in their order. A chapter is listed here as soon as it exists; each is loaded when it is opened. */
import type { ComponentType } from 'react';
import type { Chapter } from '../run/labState.ts';
import { OF_ALL_CHAPTERS, type Area } from '../i18n/areas.ts';
import { loadArea, wordsInAll } from '../i18n/index.ts';
import { whenEngineLoaded } from './client.ts';
import { pageFile } from './pageFile.ts';
import { fetchLate } from './shell/Late.tsx';

export interface ChapterEntry {
  id: Chapter;
  /** Stands apart from the experiments: one looks something up in it. */
  reference: boolean;
  /** Fetches the chapter's files; may be asked again after it has failed. */
  load: () => Promise<ComponentType>;
}

/** A chapter with its words, and the controls beside it. */
function chapter(
  id: Chapter,
  page: () => Promise<ComponentType>,
  own: readonly Area[] = [],
  reference = false,
): ChapterEntry {
  const areas = [...OF_ALL_CHAPTERS, ...own];
  return {
    id,
    reference,
    load: () =>
      pageFile(async () => {
        await whenEngineLoaded;
        const [component] = await Promise.all([page(), fetchLate(), ...areas.map(loadArea)]);
        return component;
      }),
  };
}

export const chapters: readonly ChapterEntry[] = [
  chapter('train', () => import('./train/TrainChapter.tsx').then(({ TrainChapter }) => TrainChapter), ['story']),
  chapter('gates', () => import('./gates/GatesChapter.tsx').then(({ GatesChapter }) => GatesChapter), [
    'gates',
    'impression',
  ]),
  chapter(
    'polarization',
    () => import('./polarization/PolarizationChapter.tsx').then(({ PolarizationChapter }) => PolarizationChapter),
    ['polarization'],
  ),
  chapter('position-bias', () => import('./bias/BiasChapter.tsx').then(({ BiasChapter }) => BiasChapter), ['bias']),
  chapter(
    'data',
    () => import('./data/DataChapter.tsx').then(({ DataChapter }) => DataChapter),
    ['data', 'impression'],
    true,
  ),
  chapter(
    'glossary',
    () =>
      Promise.all([import('./glossary/GlossaryChapter.tsx'), wordsInAll('glossary')]).then(
        ([{ GlossaryChapter }]) => GlossaryChapter,
      ),
    // Every term leads to a picture, by the name that it has in its chapter.
    ['glossary', 'gates', 'polarization', 'bias'],
    true,
  ),
  chapter('about', () => import('./about/AboutChapter.tsx').then(({ AboutChapter }) => AboutChapter), ['about'], true),
];
