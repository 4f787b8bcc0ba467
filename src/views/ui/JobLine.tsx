import { useSpoken } from '../announce.ts';
import { useSay } from '../say.ts';
import { useJob } from '../studies.ts';
import type { Owner } from '../studyClient.ts';
import { jobWords, shareOf } from './jobWords.ts';
import panel from './panel.module.css';

/** How far a card's study is, or how it ended. Always there: a line that comes and goes would move what follows. */
export function JobLine({
  owner,
  kept,
  elsewhere = false,
}: {
  owner: Owner;
  /** Finished runs that a study which was stopped or failed has left. */
  kept: number;
  /** The results in sight are not this study's: that it has ended is not said above them. */
  elsewhere?: boolean;
}) {
  const say = useSay();
  const { t } = say;
  const job = useJob(owner);
  const share = job ? shareOf(job) : 0;
  const under = job?.status === 'starting' || job?.status === 'running';
  const told = jobWords(say, job, kept);
  const engine =
    job?.engine && job.status !== 'stopped' && job.status !== 'failed'
      ? t('study.engine', {
          engine: t(`engine.name.${job.engine.engine}`),
          adapter: job.engine.adapter || t(`engine.backend.${job.engine.backend}`),
        })
      : '';
  useSpoken(job && `${String(job.number)} ${job.status}`, told);
  const silent = elsewhere && job?.status === 'finished';
  return (
    <span className={panel.progress} role={job?.status === 'failed' ? 'alert' : undefined}>
      {under && <progress max={1} value={share} aria-label={t('study.progress')} />}
      {!silent && <span>{t('sentences', { first: told, second: engine })}</span>}
    </span>
  );
}
