/** Which settings a lesson has opened so far; null: no lesson, so every chapter has its own. */
import { create } from 'zustand';

export const useOpened = create<{ paths: readonly string[] | null }>()(() => ({ paths: null }));

/** @param paths - of the fields, in the order in which they came */
export function openFields(paths: readonly string[] | null): void {
  useOpened.setState({ paths });
}
