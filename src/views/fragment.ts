/** What of a chapter stands in the address behind the #: what the reader looks at there, in the chapter's own words. */
import { create } from 'zustand';
import type { Chapter } from '../run/labState.ts';

export const useFragments = create<Partial<Record<Chapter, string>>>()(() => ({}));

/** @param fragment - with its #, or empty */
export const setFragment = (chapter: Chapter, fragment: string): void => {
  if ((useFragments.getState()[chapter] ?? '') !== fragment) useFragments.setState({ [chapter]: fragment });
};
