import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { loadArea } from '../../i18n/index.ts';

const useFetched = create<{ controls: ReactElement | null }>()(() => ({ controls: null }));

/** Fetches the controls. They come with the first chapter, which asks again for what did not come: training can start before. */
export async function fetchControls(): Promise<void> {
  if (useFetched.getState().controls) return;
  const [{ Controls }] = await Promise.all([import('./controls/Controls.tsx'), loadArea('hint')]);
  useFetched.setState({ controls: <Controls /> });
}

/** Everything that can be set, as soon as it has been fetched. */
export function LateControls() {
  const { t } = useTranslation();
  return useFetched(({ controls }) => controls) ?? <p className="loading">{t('shell.loading')}</p>;
}
