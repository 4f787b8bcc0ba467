/** The chapters in their order. A chapter is listed here as soon as it exists; each is loaded when it is opened. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Chapter } from '../run/labState.ts';
import type { Area } from '../i18n/areas.ts';
import { loadArea } from '../i18n/index.ts';
import { whenEngineLoaded } from './client.ts';

export interface ChapterEntry {
  id: Chapter;
  Page: LazyExoticComponent<ComponentType>;
}

/** A chapter with its words. */
function withWords(area: Area, page: () => Promise<ComponentType>): ChapterEntry['Page'] {
  return lazy(async () => {
    await whenEngineLoaded;
    const [component] = await Promise.all([page(), loadArea(area)]);
    return { default: component };
  });
}

export const chapters: readonly ChapterEntry[] = [
  {
    id: 'train',
    Page: lazy(() =>
      whenEngineLoaded
        .then(() => import('./train/TrainChapter.tsx'))
        .then(({ TrainChapter }) => ({ default: TrainChapter })),
    ),
  },
  {
    id: 'gates',
    Page: withWords('gates', () => import('./gates/GatesChapter.tsx').then(({ GatesChapter }) => GatesChapter)),
  },
  {
    id: 'polarization',
    Page: withWords('polarization', () =>
      import('./polarization/PolarizationChapter.tsx').then(({ PolarizationChapter }) => PolarizationChapter),
    ),
  },
  {
    id: 'position-bias',
    Page: withWords('bias', () => import('./bias/BiasChapter.tsx').then(({ BiasChapter }) => BiasChapter)),
  },
];
