import { useTranslation } from 'react-i18next';
import { useLab } from '../store.ts';
import { LateEngineFacts } from './Late.tsx';
import { Popup } from './Popup.tsx';
import shell from './shell.module.css';

/**
 * What the models train on: the backend and the adapter's name, and behind it how fast, and what to do for WebGPU where it is missing. It comes with the
 * run, into room that the step counter gives up: what stands beside it stays where it is.
 */
export function EngineBadge() {
  const { t } = useTranslation();
  const opened = useLab((lab) => lab.opened);
  if (!opened) return null;
  const { backend, adapter } = opened.engine;
  const name = [t(`engine.backend.${backend}`), adapter].filter(Boolean).join(' · ');
  return (
    <Popup
      className={`button ${shell.badge}`}
      align="right"
      label={t('shell.bar.engine', { name })}
      face={
        <>
          <i className="badge-dot" data-backend={backend} />
          <span className={shell.badgeName}>
            {t(`engine.backend.${backend}`)}
            {adapter && <span className={shell.badgeAdapter}> · {adapter}</span>}
          </span>
        </>
      }
    >
      <LateEngineFacts opened={opened} />
    </Popup>
  );
}
