import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../shell/Modal.tsx';
import { Code } from './Code.tsx';
import { EmbedForm } from './EmbedForm.tsx';
import { closeShare, useShareDialog, type ShareDialog } from './open.ts';
import { SettingsText } from './SettingsText.tsx';
import styles from './share.module.css';

const DIALOGS = { code: Code, embed: EmbedForm, settings: SettingsText } satisfies Record<ShareDialog, ComponentType>;
const KINDS = ['code', 'embed', 'settings'] as const satisfies readonly ShareDialog[];

/** The dialog that is open, if one is. */
export function ShareDialogs() {
  const { t } = useTranslation();
  const open = useShareDialog((state) => state.open);
  return KINDS.map((kind) => {
    const Body = DIALOGS[kind];
    return (
      <Modal
        key={kind}
        open={open === kind}
        onClose={closeShare}
        className={kind === 'code' ? styles.code : styles.embed}
        title={t(`share.${kind}.title`)}
        close={t('share.close')}
      >
        <Body />
      </Modal>
    );
  });
}
