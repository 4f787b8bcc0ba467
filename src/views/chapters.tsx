/** The chapters in their order. A chapter is listed here as soon as it exists; each is loaded when it is opened. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Chapter } from '../experiments/labState.ts';

export interface ChapterEntry {
  id: Chapter;
  Page: LazyExoticComponent<ComponentType>;
}

export const chapters: readonly ChapterEntry[] = [
  { id: 'train', Page: lazy(() => import('./train/TrainChapter.tsx').then(({ TrainChapter }) => ({ default: TrainChapter }))) },
  { id: 'gates', Page: lazy(() => import('./gates/GatesChapter.tsx').then(({ GatesChapter }) => ({ default: GatesChapter }))) },
  { id: 'polarization', Page: lazy(() => import('./polarization/PolarizationChapter.tsx').then(({ PolarizationChapter }) => ({ default: PolarizationChapter }))) },
  { id: 'position-bias', Page: lazy(() => import('./bias/BiasChapter.tsx').then(({ BiasChapter }) => ({ default: BiasChapter }))) },
];
