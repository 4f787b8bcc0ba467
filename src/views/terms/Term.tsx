import { useEffect, useId, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsInAll } from '../../i18n/index.ts';
import { pageFile } from '../pageFile.ts';
import { usePopover } from '../ui/usePopover.ts';
import styles from './terms.module.css';

type Meaning = ComponentType<{ id: string }>;

/** Once it has been fetched. */
let fetched: Meaning | null = null;

/** What opens is fetched with the first term that is opened: its words in both languages, the formulas. */
async function fetchMeaning(): Promise<Meaning> {
  fetched ??= await pageFile(async () => {
    const [{ Meaning }] = await Promise.all([import('./Meaning.tsx'), wordsInAll('glossary')]);
    return Meaning;
  });
  return fetched;
}

interface Props {
  /** A term of the glossary. */
  id: string;
  /** How the sentence says it. */
  children: ReactNode;
}

/** A term in a sentence: a button that reads as the word it is, and opens what the word means beside it. Escape, or leaving it, closes it. */
export function Term({ id, children }: Props) {
  const { open, around, onButton, onPanel } = usePopover<HTMLSpanElement>('left');
  const name = useId();
  return (
    <span {...around}>
      <button id={name} className={styles.term} {...onButton}>
        {children}
      </button>
      <span role="group" aria-labelledby={name} className={styles.popover} {...onPanel}>
        {open && <Opened id={id} />}
      </span>
    </span>
  );
}

/** The meaning, or what there is to say until it has come. */
function Opened({ id }: { id: string }) {
  const { t } = useTranslation();
  const [Meaning, setMeaning] = useState<Meaning | null>(() => fetched);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (Meaning) return;
    fetchMeaning().then(
      (found) => {
        setMeaning(() => found);
      },
      () => {
        setMissing(true);
      },
    );
  }, [Meaning]);
  return <span role="status">{Meaning ? <Meaning id={id} /> : t(missing ? 'missing.glossary' : 'shell.loading')}</span>;
}
