/** Pictures, and parts of them, that the open step of a lesson leaves out, by the names that the step calls them by. */
import { create } from 'zustand';

export const useLeftOut = create<{ names: readonly string[] }>()(() => ({ names: [] }));
