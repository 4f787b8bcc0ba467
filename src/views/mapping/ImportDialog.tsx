import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../shell/Modal.tsx';
import { useOwnFile } from '../source/ownFile.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { begin, stop, useImport } from './importing.ts';
import { OtherFile } from './OtherFile.tsx';
import { Reading } from './Reading.tsx';
import { Refused } from './Refused.tsx';
import { Review } from './Review.tsx';
import styles from './mapping.module.css';

/** The reader's own file, from choosing it to training on it. Closed at any time, the present run is as it was. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { asked, file } = useOwnFile();
  const stage = useImport((state) => state.stage);
  useEffect(() => {
    if (!open) return;
    begin(file);
    return stop;
  }, [open, asked, file]);
  useEffect(() => {
    if (stage.at === 'done') onClose();
  }, [stage, onClose]);
  return (
    <Modal
      open={open && stage.at !== 'done'}
      onClose={onClose}
      className={styles.dialog}
      title={t('mapping.title')}
      close={t('mapping.close')}
    >
      {stage.at === 'choose' && <ChooseFile />}
      {stage.at === 'reading' && <Reading {...stage} />}
      {stage.at === 'refused' && <Refused {...stage} />}
      {stage.at === 'mapping' && <Review {...stage} />}
      {stage.at === 'other' && <OtherFile {...stage} />}
      {stage.at === 'broken' && (
        <>
          <p role="alert">{t('mapping.broken', { message: stage.message })}</p>
          <ChooseFile />
        </>
      )}
    </Modal>
  );
}
