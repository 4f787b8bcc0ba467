import { useSpoken } from '../announce.ts';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useJob } from '../studies.ts';
import type { Owner } from '../studyClient.ts';
import { engineWords, jobWords, shareOf, tellsOf } from './jobWords.ts';
import panel from './panel.module.css';

/** How far a card's study is, or how it ended. Always there: a line that comes and goes would move what follows. */
export function JobLine({
  owner,
  kept,
  elsewhere = false,
  other = false,
}: {
  owner: Owner;
  /** Finished runs that a study which was stopped or failed has left. */
  kept: number;
  /** The results in sight are not this study's: that it has ended is not said above them. */
  elsewhere?: boolean;
  /** The settings chosen now ask another question: that a study of the other ended without results is not said beside them. */
  other?: boolean;
}) {
  const say = useSay();
  const { t } = say;
  const job = useJob(owner);
  const share = job ? shareOf(job) : 0;
  const under = job?.status === 'starting' || job?.status === 'running';
  const told = jobWords(say, job, kept);
  const engine = job && job.status !== 'stopped' && job.status !== 'failed' ? engineWords(say, job) : '';
  useSpoken(job && `${String(job.number)} ${job.status}`, told);
  const tells = tellsOf(job?.status, { kept, elsewhere, other });
  return (
    <span className={panel.progress} role={job?.status === 'failed' && tells ? 'alert' : undefined}>
      {under && <progress max={1} value={share} aria-label={t('study.progress')} />}
      {tells && <span>{inSentences(t, told, engine)}</span>}
    </span>
  );
}
