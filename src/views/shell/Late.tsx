import type { ComponentProps, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { loadArea } from '../../i18n/index.ts';
import type { Controls } from './controls/Controls.tsx';
import type { HelpDialog } from './HelpDialog.tsx';
import shell from './shell.module.css';

interface Fetched {
  controls: ((props: ComponentProps<typeof Controls>) => ReactElement) | null;
  help: ((props: ComponentProps<typeof HelpDialog>) => ReactElement) | null;
  diverged: (() => ReactElement) | null;
}
const useFetched = create<Fetched>()(() => ({ controls: null, help: null, diverged: null }));

/**
 * Fetches the parts of the frame that training does not wait for: the controls with their words, the help, and what to do about a run that diverged.
 * They come with the first chapter, which asks again for what did not come.
 */
export async function fetchLate(): Promise<void> {
  if (useFetched.getState().controls) return;
  const [{ Controls: Settings }, { HelpDialog: Help }, { DivergedBanner: Diverged }] = await Promise.all([
    import('./controls/Controls.tsx'),
    import('./HelpDialog.tsx'),
    import('./DivergedBanner.tsx'),
    loadArea('hint'),
  ]);
  useFetched.setState({
    controls: (props) => <Settings {...props} />,
    help: (props) => <Help {...props} />,
    diverged: () => <Diverged />,
  });
}

/** Whether the controls' words, and with them those of the cures, have come. */
export const useLateCame = (): boolean => useFetched(({ controls }) => controls !== null);

/** Everything that can be set, as soon as it has been fetched. */
export function LateControls(props: ComponentProps<typeof Controls>) {
  const { t } = useTranslation();
  return useFetched(({ controls }) => controls)?.(props) ?? <p className={shell.loading}>{t('shell.loading')}</p>;
}

/** The help, as soon as it has been fetched. */
export function LateHelp(props: ComponentProps<typeof HelpDialog>) {
  return useFetched(({ help }) => help)?.(props) ?? null;
}

/** What a diverged run leaves to be done, as soon as it has been fetched; that it diverged, the bar says by itself. */
export function LateDiverged() {
  return useFetched(({ diverged }) => diverged)?.() ?? null;
}
