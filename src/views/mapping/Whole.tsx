import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnRole, Mapping, SplitRule } from '../../tabular/types.ts';
import { useNumberWords } from '../format.ts';
import { setMapping } from './importing.ts';
import styles from './mapping.module.css';

const INPUTS = [16, 32, 64, 96, 128] as const;
/** Rules in the order in which they are tried, and the column that each needs. */
const SPLITS = [
  ['column', 'split'],
  ['time', 'time'],
  ['query', 'query'],
  ['random', null],
] as const satisfies readonly (readonly [SplitRule, ColumnRole | null])[];

/** What is chosen for the table as a whole: how rows are held out, and how many inputs its features may become. */
export function Whole({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const rules = SPLITS.filter(([, role]) => role === null || mapping.columns.some((column) => column.role === role));
  // Where the rule's column is gone the next one takes its place, as the encoding does.
  const order = SPLITS.map(([rule]): SplitRule => rule);
  const [rule] = rules.find(([one]) => order.indexOf(one) >= order.indexOf(mapping.split)) ?? ['random'];
  return (
    <div className={styles.choices}>
      <Select
        name={t('mapping.heldOutBy.name')}
        value={rule}
        onChange={(chosen) => {
          const split = order.find((one) => one === chosen);
          if (split) setMapping({ ...mapping, split });
        }}
      >
        {rules.map(([one]) => (
          <option key={one} value={one}>
            {t(`mapping.heldOutBy.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        name={t('mapping.inputs')}
        value={String(mapping.inputs)}
        onChange={(chosen) => {
          setMapping({ ...mapping, inputs: Number(chosen) });
        }}
      >
        {[...new Set([...INPUTS, mapping.inputs])].map((count) => (
          <option key={count} value={String(count)}>
            {numbers.plain(count)}
          </option>
        ))}
      </Select>
    </div>
  );
}

interface SelectProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Select({ name, value, onChange, children }: SelectProps) {
  return (
    <label className={styles.pick}>
      <span>{name}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {children}
      </select>
    </label>
  );
}
