import { useTranslation } from 'react-i18next';
import { setField } from '../control.ts';
import { enableShortcuts, useShortcuts } from '../shortcuts.ts';
import { trainWhenHidden, useVisibility } from '../visibility.ts';
import { Modal } from './Modal.tsx';
import shell from './shell.module.css';

/** The keyboard shortcuts, the switch that turns them off, and where more is said. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const enabled = useShortcuts((state) => state.enabled);
  const hidden = useVisibility((state) => state.keepTraining);
  const keys = [
    { key: t('shell.help.space'), words: t('shell.help.keys.play') },
    { key: '.', words: t('shell.help.keys.step') },
    { key: 'R', words: t('shell.help.keys.reset') },
    { key: 'Ctrl Z', words: t('shell.help.keys.undo') },
    { key: '?', words: t('shell.help.keys.help') },
  ];
  return (
    <Modal
      open={open}
      onClose={onClose}
      className={shell.help}
      title={t('shell.help.title')}
      close={t('shell.help.close')}
    >
      <dl>
        {keys.map(({ key, words }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className={shell.helpSwitch}>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={hidden}
          onChange={(event) => {
            trainWhenHidden(event.target.checked);
          }}
        />
        {t('shell.help.hidden')}
      </label>
      <label className={shell.helpSwitch}>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={enabled}
          onChange={(event) => {
            enableShortcuts(event.target.checked);
          }}
        />
        {t('shell.help.enabled')}
      </label>
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
    </Modal>
  );
}
