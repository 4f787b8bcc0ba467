/** Light or dark: the reader's choice, else the system's. public/theme.js does the same before the first paint. */
import { create } from 'zustand';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const STORED_AS = 'mmoe-lab.theme';

function read(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(STORED_AS)) ?? 'system';
  } catch {
    return 'system'; // storage is switched off
  }
}

export const useTheme = create<{ theme: Theme }>()(() => ({ theme: read() }));

const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function apply(): void {
  const { theme } = useTheme.getState();
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
}

/** Sets and remembers the theme. */
export function setTheme(theme: Theme): void {
  useTheme.setState({ theme });
  try {
    if (theme === 'system') localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, theme);
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
  apply();
}
