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
  /** Shows something of the run: it is seen once that has been made. */
  ofTheRun: boolean;
  /** Where its numbers come from, as the list of chapters says it; none has those that are words alone. */
  from?: From;
  /** Fetches the chapter's files; may be asked again after it has failed. */
  load: () => Promise<ComponentType>;
}

/** Computed here from the run that is open, or beforehand and stored as well; `race`: what is stored can be raced anew beside it. */
export type From = 'live' | 'both' | 'race';

const FROM: Partial<Record<Chapter, From>> = {
  train: 'live',
  gates: 'both',
  polarization: 'race',
  cures: 'both',
  'position-bias': 'both',
  compare: 'both',
  serve: 'live',
  live: 'both',
  loop: 'both',
  data: 'live',
};

/** What needs no run to be read. */
const WORDS_ALONE: readonly Chapter[] = ['glossary', 'about'];

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
    ofTheRun: !WORDS_ALONE.includes(id),
    from: FROM[id],
    load: () =>
      pageFile(async () => {
        await whenEngineLoaded;
        const [component] = await Promise.all([page(), fetchLate(), ...areas.map(loadArea)]);
        return component;
      }),
  };
}

/** Stored results that take longer come when they come. */
const STORED_MS = 2000;

/** A chapter together with the stored results that it opens with: shown before they are there, it would grow under the reader's eyes. */
async function withStored(
  page: Promise<ComponentType>,
  stored: Promise<{ prepare: () => Promise<void> }>,
): Promise<ComponentType> {
  const [component, { prepare }] = await Promise.all([page, stored]);
  await Promise.race([prepare(), new Promise((resolve) => setTimeout(resolve, STORED_MS))]);
  return component;
}

export const chapters: readonly ChapterEntry[] = [
  chapter('train', () => import('./train/TrainChapter.tsx').then(({ TrainChapter }) => TrainChapter), ['story']),
  chapter(
    'gates',
    () =>
      withStored(
        import('./gates/GatesChapter.tsx').then(({ GatesChapter }) => GatesChapter),
        import('./gates/prepare.ts'),
      ),
    ['gates', 'impression'],
  ),
  chapter(
    'polarization',
    () =>
      withStored(
        import('./polarization/PolarizationChapter.tsx').then(({ PolarizationChapter }) => PolarizationChapter),
        import('./polarization/prepare.ts'),
      ),
    ['polarization'],
  ),
  chapter(
    'cures',
    () =>
      withStored(
        import('./cures/CuresChapter.tsx').then(({ CuresChapter }) => CuresChapter),
        import('./cures/prepare.ts'),
      ),
    ['cures'],
  ),
  chapter(
    'position-bias',
    () =>
      withStored(
        import('./bias/BiasChapter.tsx').then(({ BiasChapter }) => BiasChapter),
        import('./bias/prepare.ts'),
      ),
    ['bias'],
  ),
  chapter(
    'compare',
    () =>
      withStored(
        import('./compare/CompareChapter.tsx').then(({ CompareChapter }) => CompareChapter),
        import('./compare/prepare.ts'),
      ),
    ['compare'],
  ),
  chapter('serve', () => import('./serve/ServeChapter.tsx').then(({ ServeChapter }) => ServeChapter), ['serve']),
  chapter(
    'live',
    () =>
      withStored(
        import('./live/LiveChapter.tsx').then(({ LiveChapter }) => LiveChapter),
        import('./live/prepare.ts'),
      ),
    ['live'],
  ),
  chapter(
    'loop',
    () =>
      withStored(
        import('./loop/LoopChapter.tsx').then(({ LoopChapter }) => LoopChapter),
        import('./loop/prepare.ts'),
      ),
    ['loop', 'unknown'],
  ),
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
    ['glossary', 'gates', 'polarization', 'cures', 'bias', 'compare', 'serve', 'live', 'loop', 'unknown'],
    true,
  ),
  chapter('about', () => import('./about/AboutChapter.tsx').then(({ AboutChapter }) => AboutChapter), ['about'], true),
];
