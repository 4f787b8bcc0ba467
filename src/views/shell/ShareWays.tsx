import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { saveRun } from '../client.ts';
import { loadRun } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { notify } from '../notices.ts';
import { readRunFile } from '../readRunFile.ts';
import { openShare } from '../share/open.ts';
import { stepNow } from '../store.ts';
import { download } from '../ui/download.ts';
import { ChapterFiles } from '../takeout/ChapterFiles.tsx';
import { TakeOut } from './TakeOut.tsx';
import shell from './shell.module.css';

/** What is behind the arrow beside Share: links to the run, its file, and files for other programs. @param choose - lets the reader choose a file */
export function Ways({ copy, choose }: { copy: (step: number) => Promise<void>; choose: () => void }) {
  return (
    <>
      <Links copy={copy} />
      <RunFiles choose={choose} />
      <ChapterFiles />
      <TakeOut />
    </>
  );
}

/** The two links to a run, and other ways to give them. Looked at when the panel opens: the step does not run on under the reader's finger. */
function Links({ copy }: { copy: (step: number) => Promise<void> }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const [step] = useState(stepNow);
  const item = (words: string, at: number) => (
    <button
      type="button"
      className="popup-item"
      onClick={() => {
        void copy(at);
      }}
    >
      {words}
    </button>
  );
  return (
    <>
      {step > 0 && item(t('shell.bar.copyAt', { step: numbers.plain(step) }), step)}
      {item(t('shell.bar.copyStart'), 0)}
      {(['code', 'embed', 'settings'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          className="popup-item"
          onClick={() => {
            openShare(kind);
          }}
        >
          {t(`shell.bar.${kind}`)}
        </button>
      ))}
    </>
  );
}

interface ByHandProps {
  link: string;
  /** Why it is there; default: that it is to be copied. */
  label?: string;
  close: () => void;
}

/** The link, to be copied where the browser refuses to. */
export function ByHand({ link, label, close }: ByHandProps) {
  const { t } = useTranslation();
  return (
    <div className={shell.shareLink}>
      <label>
        {label ?? t('shell.bar.copyBy')}
        <input
          type="text"
          readOnly
          autoFocus
          value={link}
          onFocus={(event) => {
            event.target.select();
          }}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        />
      </label>
    </div>
  );
}

/** Takes the run away as a file. */
async function takeAway(): Promise<void> {
  try {
    const run = await saveRun();
    download(`mmoe-lab-step-${stepNow()}.mmoe`, 'application/octet-stream', run);
  } catch (error) {
    notify('error', 'errors.save', { message: error instanceof Error ? error.message : String(error) }, 'run');
  }
}

/** Saving the run to a file and opening one. @param choose - lets the reader choose a file */
function RunFiles({ choose }: { choose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <button
        type="button"
        className="popup-item"
        onClick={() => {
          void takeAway();
        }}
      >
        {t('shell.bar.save')}
      </button>
      <button type="button" className="popup-item" onClick={choose}>
        {t('shell.bar.load')}
      </button>
    </>
  );
}

/** Opens a saved run, or the settings of one. */
async function openFile(file: File): Promise<void> {
  if (file.name.endsWith('.json')) {
    try {
      const { openSettingsFile } = await import('../takeout/settings.ts');
      await openSettingsFile(file);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      notify('error', 'errors.file.unreadable', { message }, 'file');
    }
    return;
  }
  const bytes = await readRunFile(file);
  if (bytes) await loadRun(bytes);
}

/** Outlives the panel that it is opened from. */
export function FileInput({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  return (
    <input
      ref={input}
      type="file"
      hidden
      accept=".mmoe,.json"
      aria-label={t('shell.bar.load')}
      onChange={(event) => {
        const [file] = Array.from(event.target.files ?? []);
        event.target.value = ''; // the same file may be opened again
        if (file) void openFile(file);
      }}
    />
  );
}
