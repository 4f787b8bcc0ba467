import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '../../tabular/types.ts';
import { useNumberWords } from '../format.ts';
import { ruleOf, rulesOf } from './editing.ts';
import { setMapping } from './importing.ts';
import styles from './mapping.module.css';

const INPUTS = [16, 32, 64, 96, 128] as const;

/** What is chosen for the table as a whole: how rows are held out, and how many inputs its features may become. */
export function Whole({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const rules = rulesOf(mapping);
  return (
    <div className={styles.choices}>
      <Select
        name={t('mapping.heldOutBy.name')}
        value={ruleOf(mapping)}
        onChange={(chosen) => {
          const split = rules.find((one) => one === chosen);
          if (split) setMapping({ ...mapping, split });
        }}
      >
        {rules.map((one) => (
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
