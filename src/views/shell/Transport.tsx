import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SPEEDS } from '../../run/labState.ts';
import { newSeeds, reset, setSpeed, step, toggle } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { useLive } from '../charts/live.ts';
import { openSlowMotion } from '../slowMotion.ts';
import { feed, useFrames, useLab } from '../store.ts';
import { Icon } from './icons.tsx';
import { Popup } from './Popup.tsx';
import { usePending } from './usePending.ts';
import shell from './shell.module.css';

const MORE_STEPS = [10, 100] as const;

/** Play, step, reset, seeds and speed. */
export function Transport() {
  const { t } = useTranslation();
  const failed = useLab((lab) => lab.status === 'failed');
  return (
    <div className={shell.transport} role="group" aria-label={t('shell.bar.transport')}>
      <Play />
      <Steps />
      <Reset disabled={failed} />
      <button
        type="button"
        className={`button ${shell.seeds}`}
        title={t('shell.bar.newSeedsHint')}
        disabled={failed}
        onClick={newSeeds}
      >
        <Icon name="dice" />
        <span className={shell.wideOnly}>{t('shell.bar.newSeeds')}</span>
        <span className={`hidden-words ${shell.notWide}`}>{t('shell.bar.newSeeds')}</span>
      </button>
      <Speed />
    </div>
  );
}

export function Play() {
  const { t } = useTranslation();
  const status = useLab((lab) => lab.status);
  const running = status === 'running';
  return (
    <button
      type="button"
      className={`button primary ${shell.play}`}
      title={t('shell.bar.playHint')}
      disabled={status === 'failed' || status === 'diverged'}
      onClick={toggle}
    >
      <Icon name={running ? 'pause' : 'play'} />
      {running ? t('shell.bar.pause') : status === 'finished' ? t('shell.bar.again') : t('shell.bar.play')}
    </button>
  );
}

/** One step, or so many. */
function Steps() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const may = useLab(({ status }) => status === 'paused' || status === 'opening');
  return (
    <div className={shell.split}>
      <button
        type="button"
        className="button"
        title={t('shell.bar.stepHint')}
        disabled={!may}
        onClick={(event) => {
          step(event.shiftKey ? 10 : 1);
        }}
      >
        {t('shell.bar.step')}
      </button>
      <Popup className={`button ${shell.splitMore}`} label={t('shell.bar.moreSteps')} face={<Icon name="chevron" />}>
        {MORE_STEPS.map((count) => (
          <button
            key={count}
            type="button"
            className="popup-item"
            disabled={!may}
            onClick={() => {
              step(count);
            }}
          >
            {t('shell.bar.steps', { number: numbers.plain(count) })}
          </button>
        ))}
        <button type="button" className="popup-item" disabled={!may} onClick={openSlowMotion}>
          {t('shell.bar.slowly')}
        </button>
      </Popup>
    </div>
  );
}

/** Back to step 0, and how many changes would be taken up there. */
export function Reset({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const waiting = usePending().length;
  return (
    <button type="button" className="button" title={t('shell.bar.resetHint')} disabled={disabled} onClick={reset}>
      {t('shell.bar.reset')}
      {waiting > 0 && (
        <span className={shell.countMark} aria-hidden="true">
          {waiting}
        </span>
      )}
    </button>
  );
}

function Speed() {
  const { t } = useTranslation();
  const speed = useLab((lab) => lab.state.view.speed);
  return (
    <select
      className={`button ${shell.speed}`}
      aria-label={t('shell.bar.speed')}
      value={speed}
      onChange={(event) => {
        setSpeed(Number(event.target.value));
      }}
    >
      {SPEEDS.map((choice) => (
        <option key={choice} value={choice}>
          {t(`field.view.speed.choice.${String(choice)}`)}
        </option>
      ))}
    </select>
  );
}

/** The step counter, written without React: the line with every frame, the numbers with all words of the page, which are of that step. */
export function Progress() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const status = useLab((lab) => lab.status);
  const phase = useLab((lab) => lab.phase);
  const steps = useLab((lab) => lab.opened?.run.training.steps ?? lab.state.run.training.steps);
  const count = useRef<HTMLElement>(null);
  const rate = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useFrames(() => {
    const { frame } = feed;
    bar.current?.style.setProperty('--done', String(frame ? Math.min(1, frame.step / frame.steps) : 0));
  });
  useLive(() => {
    const { frame } = feed;
    if (!frame || !count.current || !rate.current || !bar.current) return;
    count.current.textContent = numbers.fixed(frame.step);
    // Below ten a decimal matters, above it only flickers.
    rate.current.textContent =
      status === 'running' && frame.stepsPerSecond > 0
        ? t('shell.bar.rate', { rate: numbers.fixed(frame.stepsPerSecond, frame.stepsPerSecond < 10 ? 1 : 0) })
        : '';
    bar.current.setAttribute('aria-valuenow', String(frame.step));
  });
  const total = numbers.fixed(steps);
  return (
    <div className={shell.progress}>
      <div className="progress-words">
        <strong ref={count} className="progress-count" style={{ minWidth: `${total.length}ch` }}>
          0
        </strong>{' '}
        <span className={shell.progressOf}>{t('shell.bar.of', { steps: total })}</span>
        <span ref={rate} className={shell.progressRate} hidden={status !== 'running'} />
        <span className={shell.progressState} data-status={status}>
          {status === 'opening'
            ? t('shell.bar.waits', { what: t(`shell.opening.${phase}`) })
            : status === 'finished'
              ? t('shell.bar.finished')
              : status === 'diverged'
                ? t('shell.bar.diverged')
                : ''}
        </span>
      </div>
      <div
        ref={bar}
        className="progress-line"
        role="progressbar"
        aria-label={t('shell.bar.progress')}
        aria-valuemin={0}
        aria-valuemax={steps}
        aria-valuenow={0}
      />
    </div>
  );
}
