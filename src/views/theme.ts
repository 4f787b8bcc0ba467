/** Light or dark: what the link asks for, else the reader's choice, else the system's. public/theme.js does the same before the first paint. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { setPageView, usePageView } from './pageView.ts';
import { asWord } from './remembered.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const useTheme = create<{ theme: Theme }>()(
  persist<{ theme: Theme }>(() => ({ theme: 'system' }), {
    name: 'mmoe-lab.theme',
    storage: asWord(
      (word) => {
        const theme = THEMES.find((known) => known === word);
        return theme && { theme };
      },
      ({ theme }) => (theme === 'system' ? null : theme),
    ),
  }),
);

const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function apply(): void {
  const theme = usePageView.getState().theme ?? useTheme.getState().theme;
  const { dataset } = document.documentElement;
  dataset.theme = theme === 'system' ? (darkSystem().matches ? 'dark' : 'light') : theme;
  // The browser's own bar follows what was chosen here, whatever the system says.
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', paper);
}

/** Follows the system while the reader has chosen nothing else. Call once. */
export function startTheme(): void {
  apply();
  darkSystem().addEventListener('change', apply);
  usePageView.subscribe((page, before) => {
    if (page.theme !== before.theme) apply();
  });
}

/** Sets and remembers the theme; what the link asks for is over. */
export function setTheme(theme: Theme): void {
  useTheme.setState({ theme });
  setPageView({ theme: null });
  apply();
}
