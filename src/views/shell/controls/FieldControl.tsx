import { memo, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { getField, sameValue, type Field, type FieldValue } from '../../../run/fields.ts';
import { idleReason } from '../../../run/idle.ts';
import { defaultState } from '../../../run/labState.ts';
import { useWishes } from '../../client.ts';
import { setField } from '../../control.ts';
import { valueOfRun } from '../../pending.ts';
import { useFocusGoesOn } from '../../focus.ts';
import { useLab } from '../../store.ts';
import { useFieldWords } from '../fieldWords.ts';
import { Icon } from '../icons.tsx';
import { ChoiceInput } from './ChoiceInput.tsx';
import { explain } from './explained.ts';
import { Measured } from './Measured.tsx';
import { NumberEntry } from './NumberEntry.tsx';
import { NumbersInput } from './NumbersInput.tsx';
import { Slider } from './Slider.tsx';

const standard = defaultState();

/** Whether the run has another value than the control shows, because the field needs a reset. */
function useWaits(field: Field, value: FieldValue): boolean {
  const running = useWishes(useShallow(({ trained }) => valueOfRun(field, trained)));
  return running !== null && !sameValue(running, value);
}

/** One control: label, value with unit, slider or choices, its default, and (for readers of the screen) what it does. */
export const FieldControl = memo(function FieldControl({ field }: { field: Field }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const id = useId();
  const value = useLab(useShallow(({ state }) => getField(state, field)));
  const waits = useWaits(field, value);
  const idle = useLab(({ state }) => idleReason(state.run, field.path));
  const usual = getField(standard, field);
  const changed = !sameValue(value, usual);
  const label = words.label(field);
  const hint = `${id}hint`;
  const set = (next: FieldValue): void => {
    setField(field.path, next);
  };
  const describe = (): void => {
    explain(field.path);
  };
  return (
    <div
      className={`field field-${field.kind}`}
      data-waits={waits || undefined}
      data-idle={idle ?? undefined}
      onPointerEnter={describe}
      onFocus={describe}
    >
      <div className="field-head">
        <span className="field-label" id={`${id}label`}>
          {label}
        </span>
        {field.applies === 'now' && <span className="field-live">{t('shell.controls.live')}</span>}
        <span className="field-space" />
        {changed && (
          <Restore
            label={t('shell.controls.restore', { field: label, value: words.value(field, usual) })}
            onPress={() => {
              set(usual);
            }}
          />
        )}
        {field.kind === 'number' && (
          <NumberEntry
            label={label}
            describedBy={hint}
            value={value as number}
            field={field}
            mark={t(`unitMark.${field.unit}`)}
            plain={field.group === 'seeds'}
            onChange={set}
          />
        )}
        {field.kind === 'switch' && (
          <input
            type="checkbox"
            role="switch"
            className="switch"
            aria-labelledby={`${id}label`}
            aria-describedby={hint}
            checked={value === true}
            onChange={(event) => {
              set(event.target.checked);
            }}
          />
        )}
        {field.kind === 'choice' && (
          <ChoiceInput
            field={field}
            labelledBy={`${id}label`}
            describedBy={hint}
            value={value as string}
            onChange={set}
          />
        )}
      </div>
      {field.kind === 'number' && (
        <Slider
          field={field}
          labelledBy={`${id}label`}
          describedBy={hint}
          value={value as number}
          usual={usual as number}
          words={words.value(field, value)}
          onChange={set}
        />
      )}
      <Measured path={field.path} />
      {field.kind === 'numbers' && (
        <NumbersInput field={field} label={label} describedBy={hint} value={value as number[]} onChange={set} />
      )}
      <p className="field-hint" id={hint}>
        {words.hint(field)}
        {waits && ` ${t('shell.controls.applies.reset')}`}
        {idle && ` ${t(`shell.controls.idle.${idle}`)}`}
      </p>
    </div>
  );
});

/** Back to the default: goes away with the press, and hands the focus to the control itself. */
function Restore({ label, onPress }: { label: string; onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const control = useRef<Element | null>(null);
  useFocusGoesOn(button, () => control.current?.querySelector<HTMLElement>('input[type=range], input, select') ?? null);
  return (
    <button
      ref={button}
      type="button"
      className="field-restore"
      aria-label={label}
      title={label}
      onClick={(event) => {
        control.current = event.currentTarget.closest('.field');
        onPress();
      }}
    >
      <Icon name="undo" />
    </button>
  );
}
