/** What is said of the data of the run that is open, wherever it comes from. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../run/labState.ts';
import type { RunSpec } from '../run/runSpec.ts';
import { isSynthetic, onPlatform, shapeOf } from '../run/source.ts';
import type { LogShape } from '../tabular/types.ts';
import { DEVICES } from '../world/spec.ts';
import { useLab } from './store.ts';
import { useSource } from './tasks.ts';

/** What the data of the run that is open is called; of a file its name. */
export function useSourceName(): string {
  const { t } = useTranslation();
  const source = useSource();
  return source.own?.name ?? t(`field.run.source.name.choice.${source.name}`);
}

/** Whether the run that is open, or is being opened, is trained on a table: then there is no platform, and no truth. */
export const useOnTable = (): boolean => useLab(({ opened, state }) => !isSynthetic(opened?.run ?? state.run));

/** What is known of that table; null on the synthetic platform. */
export function useTableShape(): LogShape | null {
  const run = useLab(({ opened, state }) => opened?.run ?? state.run);
  return useMemo(() => shapeOf(run), [run]);
}

/** What the controls show, on the synthetic platform: a study that needs the truth starts from it. */
export function usePlatformRun(): RunSpec {
  const run = useLab(({ state }) => state.run);
  return useMemo(() => onPlatform(run), [run]);
}

/** Which devices the pictures of position show, and the index of the one where it is one. A table without devices has all its rows on the first. */
export function useDeviceView(): { several: boolean; view: DeviceView; device: number | undefined } {
  const chosen = useLab(({ state }) => state.view.device);
  const several = useTableShape()?.devices ?? true;
  if (!several) return { several, view: 'pooled', device: 0 };
  return { several, view: chosen, device: chosen === 'pooled' ? undefined : DEVICES.indexOf(chosen) };
}
