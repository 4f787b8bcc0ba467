import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';

/** The controls' code, once it is here. */
const useFetched = create<{ Controls: ComponentType | null }>()(() => ({ Controls: null }));

/** Fetches the controls. They come with the first chapter, which asks again for what did not come: training can start before. */
export async function fetchControls(): Promise<void> {
  if (useFetched.getState().Controls) return;
  const { Controls } = await import('./controls/Controls.tsx');
  useFetched.setState({ Controls });
}

/** Everything that can be set, as soon as it has been fetched. */
export function LateControls() {
  const { t } = useTranslation();
  const Controls = useFetched((fetched) => fetched.Controls);
  return Controls ? <Controls /> : <p className="loading">{t('shell.loading')}</p>;
}
