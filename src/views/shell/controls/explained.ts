import { create } from 'zustand';

/** Path of the field that the explainer describes. */
export const useExplained = create<{ path: string | null }>()(() => ({ path: null }));

/** Describes this field from now on, until another one is pointed at. */
export const explain = (path: string): void => {
  useExplained.setState({ path });
};
