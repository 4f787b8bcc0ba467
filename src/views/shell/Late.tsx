import { createElement, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { loadArea } from '../../i18n/index.ts';
import type * as Parts from './parts.ts';
import shell from './shell.module.css';

const useFetched = create<{ parts: typeof Parts | null }>()(() => ({ parts: null }));

/**
 * Fetches the parts of the frame that training does not wait for, with their words: the controls, the help, what notices and waiting changes say,
 * what is behind the buttons of the bar, and what to do about a run that diverged.
 * They come with the first chapter, which asks again for what did not come.
 */
export async function fetchLate(): Promise<void> {
  if (useFetched.getState().parts) return;
  // The controls say whose data the sample is with the words of the leads.
  const areas = (['frame', 'hint', 'lead'] as const).map(loadArea);
  const [parts] = await Promise.all([import('./parts.ts'), ...areas]);
  useFetched.setState({ parts });
}

/** @returns a part of the frame, drawn as soon as it has been fetched */
const late = <Props extends object>(partIn: (parts: typeof Parts) => (props: Props) => ReactNode) =>
  function Late(props: Props): ReactNode {
    const parts = useFetched((fetched) => fetched.parts);
    return parts && createElement(partIn(parts), props);
  };

/** That a run diverged, the bar says by itself. */
export const LateDiverged = late((parts) => parts.DivergedBanner);
export const LateEngineFacts = late((parts) => parts.EngineFacts);
export const LateHelp = late((parts) => parts.HelpDialog);
export const LateNoticeList = late((parts) => parts.NoticeList);
export const LateOwnFile = late((parts) => parts.OwnFile);
export const LatePendingBar = late((parts) => parts.PendingBar);
export const LatePrintedFoot = late((parts) => parts.PrintedFoot);
export const LateWays = late((parts) => parts.Ways);
export const LateFileInput = late((parts) => parts.FileInput);
/** The dialogs about sharing, which come later still. */
export const LateShare = late((parts) => parts.LateShare);
export const LateByHand = late((parts) => parts.ByHand);
const Controls = late((parts) => parts.Controls);

/** Everything that can be set. */
export function LateControls(props: ComponentProps<typeof Controls>) {
  const { t } = useTranslation();
  const here = useFetched(({ parts }) => parts !== null);
  return here ? <Controls {...props} /> : <p className={shell.loading}>{t('shell.loading')}</p>;
}
