/** Switches that several charts share; what they set is part of the link. */
import { useTranslation } from 'react-i18next';
import { DEVICE_VIEWS } from '../../run/labState.ts';
import { setField } from '../control.ts';
import { useLab } from '../store.ts';
import { useArmWords, useSameModels } from '../useTrained.ts';
import { MODELS } from '../trained.ts';
import { ModelMark } from '../ui/ModelMark.tsx';
import { Segments } from './Segments.tsx';

interface ArmSwitchProps {
  /** The step that the pictures show, where it is not the newest. */
  at?: number | null;
  /** Just the letters: a picture above says which models they stand for. */
  brief?: boolean;
  /** Of a picture that has room for both models beside each other: whether it shows them. */
  both?: { shown: boolean; show: (both: boolean) => void };
}

const BOTH = 2;

/** Which of the two lockstep models the single-model pictures show; nothing where both are the same. */
export function ArmSwitch({ at, brief, both }: ArmSwitchProps) {
  const { t } = useTranslation();
  const words = useArmWords(at);
  const arm = useLab((lab) => lab.state.view.arm);
  const same = useSameModels();
  if (same) return null;
  return (
    <Segments
      label={t('charts.arm.label')}
      brief={brief}
      choices={[
        ...words.map((label, value) => ({ value, label, mark: <ModelMark model={MODELS[value]} /> })),
        ...(both ? [{ value: BOTH, label: t('charts.arm.both') }] : []),
      ]}
      value={both?.shown ? BOTH : arm}
      onChange={(value) => {
        both?.show(value === BOTH);
        if (value !== BOTH) setField('view.arm', value);
      }}
    />
  );
}

/** Whose positions are shown. */
export function DeviceSwitch() {
  const { t } = useTranslation();
  const device = useLab((lab) => lab.state.view.device);
  return (
    <Segments
      label={t('charts.bias.device')}
      choices={DEVICE_VIEWS.map((value) => ({
        value,
        label: value === 'pooled' ? t('charts.bias.pooled') : t(`device.${value}`),
      }))}
      value={device}
      onChange={(value) => {
        setField('view.device', value);
      }}
    />
  );
}
