import { memo, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { excludedBy } from '../../../run/conflicts.ts';
import { getField, sameValue, type Field, type FieldValue } from '../../../run/fields.ts';
import { idleReason } from '../../../run/idle.ts';
import { defaultState } from '../../../run/labState.ts';
import { useWishes } from '../../client.ts';
import { setField } from '../../control.ts';
import { valueOfRun } from '../../pending.ts';
import { useFocusGoesOn } from '../../focus.ts';
import { useLab } from '../../store.ts';
import { Gap } from '../../ui/Gap.tsx';
import { useFieldWords } from '../fieldWords.ts';
import { Icon } from '../icons.tsx';
import { ChoiceInput } from './ChoiceInput.tsx';
import { explain } from './explained.ts';
import { FieldFacts } from './FieldFacts.tsx';
import { Measured } from './Measured.tsx';
import { NumberEntry } from './NumberEntry.tsx';
import { NumbersInput } from './NumbersInput.tsx';
import { Slider } from './Slider.tsx';
import { useCapped } from './useCapped.ts';
import { SourceControl } from './SourceControl.tsx';
import styles from './controls.module.css';

const standard = defaultState();
/** Not set by itself: what is chosen here replaces the run. */
const SOURCE = 'run.source.name';

/** Whether the run has another value than the control shows, because the field needs a reset. */
function useWaits(field: Field, value: FieldValue): boolean {
  const running = useWishes(useShallow(({ trained }) => valueOfRun(field, trained)));
  return running !== null && !sameValue(running, value);
}

/** What an input is given: its names and descriptions are elements of the control that it is in. */
interface InputProps {
  field: Field;
  value: FieldValue;
  label: string;
  labelledBy: string;
  describedBy: string;
  onChange: (value: FieldValue) => void;
}

interface FieldControlProps {
  field: Field;
  /** It sets a study whose models differ from the run's: what is without effect on the run has one there. */
  inStudy?: boolean;
}

/** One control: label, value with unit, slider or choices, its default, and (for readers of the screen) what it does. */
export const FieldControl = memo(function FieldControl({ field, inStudy = false }: FieldControlProps) {
  return field.path === SOURCE ? <SourceControl field={field} /> : <SettingControl field={field} inStudy={inStudy} />;
});

function SettingControl({ field, inStudy }: Required<FieldControlProps>) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const id = useId();
  const value = useLab(useShallow(({ state }) => getField(state, field)));
  const waits = useWaits(field, value);
  const idle = useLab(({ state }) => (inStudy ? null : idleReason(state.run, field.path)));
  const capped = useCapped(field);
  const excluded = useLab(({ state }) => excludedBy(state, field.path));
  const usual = getField(standard, field);
  const label = words.label(field);
  const set = (next: FieldValue): void => {
    setField(field.path, next);
  };
  const describe = (): void => {
    explain(field.path);
  };
  const input = { field, value, label, labelledBy: `${id}label`, describedBy: `${id}hint`, onChange: set };
  return (
    <div
      className={`field field-${field.kind}`}
      data-waits={waits || undefined}
      data-idle={idle ?? undefined}
      onPointerEnter={describe}
      onFocus={describe}
    >
      <div className={styles.fieldHead}>
        <span className={styles.fieldLabel} id={input.labelledBy}>
          {label}
        </span>
        {field.applies === 'now' && <span className={styles.fieldLive}>{t('shell.controls.live')}</span>}
        <span className={styles.fieldSpace} />
        {!sameValue(value, usual) && (
          <Restore
            label={t('shell.controls.restore', { field: label, value: words.value(field, usual) })}
            onPress={() => {
              set(usual);
            }}
          />
        )}
        <HeadInput {...input} />
      </div>
      <BodyInput {...input} usual={usual} />
      <Described id={input.describedBy} field={field} inStudy={inStudy}>
        {waits && <Sentence>{t('shell.controls.applies.reset')}</Sentence>}
        {idle && <Sentence>{t(`shell.controls.idle.${idle}`)}</Sentence>}
        {capped && <Sentence>{capped}</Sentence>}
        {excluded && <Sentence>{t('hint.panel.excluded', { reason: excluded })}</Sentence>}
      </Described>
    </div>
  );
}

const Sentence = ({ children }: { children: ReactNode }) => (
  <>
    <Gap />
    {children}
  </>
);

/** What it is, which way it acts and what the paper calls it: for readers of the screen, and below the control where nothing else says it. */
function Described({
  id,
  field,
  inStudy,
  children,
}: {
  id: string;
  field: Field;
  inStudy: boolean;
  children: ReactNode;
}) {
  const words = useFieldWords();
  return (
    <div className={styles.fieldHint}>
      <p id={id}>
        {words.hint(field)}
        {/* A study says itself what its settings do. */}
        {!inStudy && (
          <>
            <Sentence>{words.effect(field)}</Sentence>
            <Sentence>{words.paper(field)}</Sentence>
          </>
        )}
        {children}
      </p>
      {!inStudy && (
        <p>
          <FieldFacts field={field} />
        </p>
      )}
    </div>
  );
}

/** What stands beside the label: a number to type, a switch, a choice. */
function HeadInput({ field, value, label, labelledBy, describedBy, onChange }: InputProps) {
  const { t } = useTranslation();
  switch (field.kind) {
    case 'number':
      return (
        <NumberEntry
          label={label}
          describedBy={describedBy}
          value={value as number}
          field={field}
          mark={t(`unitMark.${field.unit}`)}
          plain={field.group === 'seeds'}
          onChange={onChange}
        />
      );
    case 'switch':
      return (
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          checked={value === true}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
      );
    case 'choice':
      return (
        <ChoiceInput
          field={field}
          labelledBy={labelledBy}
          describedBy={describedBy}
          value={value as string}
          onChange={onChange}
        />
      );
    default:
      return null;
  }
}

/** What stands below: a number's slider, a list's entries, and what was measured of the setting. */
function BodyInput({
  field,
  value,
  usual,
  label,
  labelledBy,
  describedBy,
  onChange,
}: InputProps & { usual: FieldValue }) {
  const words = useFieldWords();
  return (
    <>
      {field.kind === 'number' && (
        <Slider
          field={field}
          labelledBy={labelledBy}
          describedBy={describedBy}
          value={value as number}
          usual={usual as number}
          words={words.value(field, value)}
          onChange={onChange}
        />
      )}
      <Measured path={field.path} />
      {field.kind === 'numbers' && (
        <NumbersInput
          field={field}
          label={label}
          describedBy={describedBy}
          value={value as number[]}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** Back to the default: goes away with the press, and hands the focus to the control itself. */
function Restore({ label, onPress }: { label: string; onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const control = useRef<Element | null>(null);
  useFocusGoesOn(button, () => control.current?.querySelector<HTMLElement>('input[type=range], input, select') ?? null);
  return (
    <button
      ref={button}
      type="button"
      className={styles.fieldRestore}
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
