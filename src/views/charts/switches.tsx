/** Switches that several charts share; what they set is part of the link. */
import { useTranslation } from 'react-i18next';
import { DEVICE_VIEWS } from '../../run/labState.ts';
import { setField } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Segments } from './Segments.tsx';

/** Names of the two lockstep models, in their order. */
export function useArmNames(): [string, string] {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const rate = useLab((lab) => lab.state.run.training.gateDropout);
  return [t('charts.arm.without'), t('charts.arm.with', { rate: numbers.percent(rate) })];
}

/** Which of the two lockstep models the single-model pictures show. */
export function ArmSwitch() {
  const { t } = useTranslation();
  const names = useArmNames();
  const arm = useLab((lab) => lab.state.view.arm);
  return (
    <Segments
      label={t('charts.arm.label')}
      choices={names.map((label, value) => ({ value, label }))}
      value={arm}
      onChange={(value) => {
        setField('view.arm', value);
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
