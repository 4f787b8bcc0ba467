import { useTranslation } from 'react-i18next';
import built from 'virtual:built';
import { setField } from '../control.ts';
import { usePageView } from '../pageView.ts';
import { chooseProjector } from '../projector.ts';
import { enableShortcuts, useShortcuts } from '../shortcuts.ts';
import { trainWhenHidden, useVisibility } from '../visibility.ts';
import { KeySheet } from './KeySheet.tsx';
import { Modal } from './Modal.tsx';
import shell from './shell.module.css';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}

const Switch = ({ label, checked, onChange }: SwitchProps) => (
  <label className={shell.helpSwitch}>
    <input
      type="checkbox"
      role="switch"
      className="switch"
      checked={checked}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
    />
    {label}
  </label>
);

/** How the page is shown and obeys, all that it does by key, and where more is said. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const enabled = useShortcuts((state) => state.enabled);
  const hidden = useVisibility((state) => state.keepTraining);
  const projector = usePageView((page) => page.projector);
  return (
    <Modal
      open={open}
      onClose={onClose}
      className={shell.help}
      title={t('shell.help.title')}
      close={t('shell.help.close')}
    >
      <section className={shell.helpRead}>
        <h3>{t('shell.help.read.title')}</h3>
        <ul>
          {(['start', 'titles', 'models', 'truth', 'live'] as const).map((line) => (
            <li key={line}>{t(`shell.help.read.${line}`)}</li>
          ))}
        </ul>
      </section>
      <h3 className={shell.helpOptions}>{t('shell.help.options')}</h3>
      <Switch label={t('shell.help.projector')} checked={projector} onChange={chooseProjector} />
      <Switch label={t('shell.help.hidden')} checked={hidden} onChange={trainWhenHidden} />
      <Switch label={t('shell.help.enabled')} checked={enabled} onChange={enableShortcuts} />
      <KeySheet />
      <p className={shell.helpWays}>
        {(['about', 'glossary'] as const).map((chapter) => (
          <button
            key={chapter}
            type="button"
            className="button small"
            onClick={() => {
              onClose();
              setField('view.chapter', chapter);
            }}
          >
            {t('named', { name: t(`field.view.chapter.choice.${chapter}`), value: t(`shell.question.${chapter}`) })}
          </button>
        ))}
      </p>
      <p className={shell.helpVersion}>{t(built.commit ? 'shell.help.versionOf' : 'shell.help.version', built)}</p>
    </Modal>
  );
}
