import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../tabular/guess.ts';
import type { ColumnProfile } from '../../tabular/profile.ts';
import type { ColumnMapping, ValueKind } from '../../tabular/types.ts';
import { useNumberWords } from '../format.ts';
import { kindsOf, rateOf, ROLES, withKind, withLog, withMark, withPositive, withRole } from './editing.ts';
import { changeMapping } from './importing.ts';
import { whyWords } from './words.ts';
import styles from './mapping.module.css';

interface Props {
  index: number;
  profile: ColumnProfile;
  reason: Reason;
  guessed: ColumnMapping;
  column: ColumnMapping;
  /** Whether it may be a label. */
  mayBeLabel: boolean;
}

/** One column: its name, what is found in it, what it is taken for, and why. Not drawn anew when another one changes. */
export const ColumnCard = memo(function ColumnCard({ index, profile, reason, guessed, column, mayBeLabel }: Props) {
  const { t, i18n } = useTranslation();
  const asGuessed = column.role === guessed.role && column.kind === guessed.kind;
  return (
    <li className={styles.column} data-role={column.role}>
      <div className={styles.name}>
        <strong>{profile.name}</strong>
        <Found profile={profile} column={column} />
      </div>
      <div className={styles.choices}>
        <Pick
          what={t('mapping.role.name')}
          column={profile.name}
          value={column.role}
          choices={ROLES}
          disabled={(role) => role === 'label' && !mayBeLabel}
          words={(role) => t(`mapping.role.${role}`)}
          onChange={(role) => {
            changeMapping((mapping) => withRole(mapping, index, role, profile));
          }}
        />
        {kindsOf(column.role).length > 0 && (
          <Pick<ValueKind>
            what={t('mapping.kind.name')}
            column={profile.name}
            value={column.kind}
            choices={kindsOf(column.role)}
            words={(kind) => t(`mapping.kind.${kind}`)}
            onChange={(kind) => {
              changeMapping((mapping) => withKind(mapping, index, kind));
            }}
          />
        )}
        <Details index={index} profile={profile} column={column} />
      </div>
      <p className={styles.why}>{asGuessed && whyWords({ t, language: i18n.language }, reason)}</p>
    </li>
  );
});

/** What stands in the column. */
function Found({ profile, column }: { profile: ColumnProfile; column: ColumnMapping }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { missing, distinct, example, binary } = profile;
  const facts = { missing: numbers.percent(missing), distinct: numbers.plain(distinct) };
  return (
    <span className={styles.muted}>
      {t('mapping.facts', { ...facts, example: example.slice(0, 40) || t('mapping.factsEmpty') })}
      {binary && (
        <b data-label={column.role === 'label' || undefined}>
          {t('mapping.rate', {
            rate: numbers.percent(rateOf(column, binary), 1),
            value: column.positive ?? binary.positive,
          })}
        </b>
      )}
    </span>
  );
}

/** What else there is to say of a column in its role. */
function Details({ index, profile, column }: Pick<Props, 'index' | 'profile' | 'column'>) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { role, kind } = column;
  if (role === 'skip' || role === 'split') return null;
  return (
    <>
      {role === 'label' && kind === 'binary' && profile.binary && (
        <Pick
          what={t('mapping.positive')}
          column={profile.name}
          value={column.positive ?? profile.binary.positive}
          choices={[profile.binary.positive, profile.binary.negative]}
          words={(text) => text}
          onChange={(text) => {
            changeMapping((mapping) => withPositive(mapping, index, text));
          }}
        />
      )}
      {role === 'feature' && kind === 'number' && profile.numbers && profile.numbers.min >= 0 && (
        <Check
          column={profile.name}
          checked={column.log === true}
          onChange={(log) => {
            changeMapping((mapping) => withLog(mapping, index, log));
          }}
        >
          {t('mapping.log')}
        </Check>
      )}
      {profile.marks.map(({ text, rows }) => (
        <Check
          key={text}
          column={profile.name}
          checked={column.missing.includes(text)}
          onChange={(isMissing) => {
            changeMapping((mapping) => withMark(mapping, index, text, isMissing));
          }}
        >
          {t('mapping.mark', { text, rows: numbers.plain(rows) })}
        </Check>
      ))}
    </>
  );
}

interface PickProps<T extends string> {
  what: string;
  column: string;
  value: T;
  choices: readonly T[];
  disabled?: (choice: T) => boolean;
  words: (choice: T) => string;
  onChange: (choice: T) => void;
}

function Pick<T extends string>({ what, column, value, choices, disabled, words, onChange }: PickProps<T>) {
  const { t } = useTranslation();
  return (
    <label className={styles.pick}>
      <span>{what}</span>
      <select
        aria-label={t('mapping.of', { what, column })}
        value={value}
        onChange={(event) => {
          onChange(event.target.value as T);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice} disabled={disabled?.(choice)}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckProps {
  column: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

function Check({ column, checked, onChange, children }: CheckProps) {
  const { t } = useTranslation();
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        aria-label={typeof children === 'string' ? t('mapping.of', { what: children, column }) : undefined}
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {children}
    </label>
  );
}
