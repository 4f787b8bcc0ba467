/** Which dialog about sharing is open. */
import { create } from 'zustand';

/** `code`: a link and its code to scan; `embed`: this page in another one; `settings`: all of them as text. */
export type ShareDialog = 'code' | 'embed' | 'settings';

export const useShareDialog = create<{ open: ShareDialog | null }>()(() => ({ open: null }));

export const openShare = (open: ShareDialog): void => {
  useShareDialog.setState({ open });
};
export const closeShare = (): void => {
  useShareDialog.setState({ open: null });
};
