import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './share.module.css';

interface Props {
  label: string;
  text: string;
  rows: number;
}

/** Text to be copied, as it is; where the browser refuses, it is selected. */
export function CopyText({ label, text, rows }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<{ text: string; done: boolean } | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ text, done: true });
    } catch {
      setCopied({ text, done: false });
      field.current?.focus();
      field.current?.select();
    }
  };
  // What was copied before says nothing of what stands there now.
  const said = copied?.text === text ? t(copied.done ? 'share.copied' : 'share.byHand') : '';
  return (
    <div className={styles.text}>
      <label>
        <span>{label}</span>
        <textarea ref={field} readOnly rows={rows} value={text} spellCheck={false} lang="en" />
      </label>
      <p>
        <button type="button" className="button" onClick={() => void copy()}>
          {t('share.copy')}
        </button>
        <span role="status">{said}</span>
      </p>
    </div>
  );
}
