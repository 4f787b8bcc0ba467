import { useCallback, useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArea } from '../../i18n/index.ts';
import { loadRun } from '../control.ts';
import { notify } from '../notices.ts';
import { pageFile } from '../pageFile.ts';
import { readRunFile } from '../readRunFile.ts';
import { givenFiles } from './given.ts';
import { askForOwnFile, useOwnFile } from './ownFile.ts';
import styles from './source.module.css';

type Dialog = ComponentType<{ open: boolean; onClose: () => void }>;

/** Takes files that are dropped on the page or pasted into it, and shows the dialog for them, which is fetched then. */
export function OwnFile() {
  const { t } = useTranslation();
  const asked = useOwnFile((state) => state.asked);
  const [closed, setClosed] = useState(0);
  const [Dialog, setDialog] = useState<Dialog | null>(null);
  const dragging = useGiven();
  const open = asked > closed;
  useEffect(() => {
    if (!open) return;
    pageFile(() => Promise.all([import('../mapping/ImportDialog.tsx'), loadArea('mapping')])).then(
      ([{ ImportDialog }]) => {
        setDialog(() => ImportDialog);
      },
      () => {
        setClosed(asked);
        notify('error', 'errors.ownFile', {}, 'file');
      },
    );
  }, [open, asked]);
  const close = useCallback(() => {
    setClosed(asked);
  }, [asked]);
  return (
    <>
      {dragging && <p className={styles.drop}>{t('shell.ownFile.drop')}</p>}
      {Dialog && <Dialog open={open} onClose={close} />}
    </>
  );
}

/** Opens what was given: a saved run, or a table. */
function openGiven(file: File): void {
  if (file.name.endsWith('.mmoe')) void readRunFile(file).then((bytes) => bytes && loadRun(bytes));
  else askForOwnFile(file);
}

/** @returns whether files are being dragged over the page */
function useGiven(): boolean {
  const { t } = useTranslation();
  const [dragging, setDragging] = useState(false);
  const pasted = t('shell.ownFile.pasted');
  useEffect(() => givenFiles({ pasted, dragging: setDragging, given: openGiven }), [pasted]);
  return dragging;
}
