import { useEffect, useState, type ComponentType } from 'react';
import { loadArea } from '../../i18n/index.ts';
import { clearScope, notify } from '../notices.ts';
import { pageFile } from '../pageFile.ts';
import { closeShare, useShareDialog } from './open.ts';

const fetchDialogs = async (): Promise<ComponentType> => {
  const [{ ShareDialogs }] = await Promise.all([import('./ShareDialogs.tsx'), loadArea('share')]);
  return ShareDialogs;
};

/** The dialogs about sharing come with their words when the first of them is opened. */
export function LateShare() {
  const wanted = useShareDialog(({ open }) => open !== null);
  const [Dialogs, setDialogs] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!wanted || Dialogs) return;
    clearScope('words');
    pageFile(fetchDialogs).then(
      (dialogs) => {
        setDialogs(() => dialogs);
      },
      () => {
        closeShare();
        notify('error', 'missing.share', {}, 'words');
      },
    );
  }, [wanted, Dialogs]);
  return Dialogs && <Dialogs />;
}
