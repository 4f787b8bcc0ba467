import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import type { Job } from './treatmentsClient.ts';

/** How far a comparison is, or how it ended. Always there: a line that comes and goes would move what follows. */
export function JobStatus({ job }: { job: Job | null }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  return (
    <span className="bias-job" role="status">
      {job?.status === 'running' && <progress max={1} value={job.progress} aria-label={t('bias.progress')} />}
      {job?.status === 'running' && numbers.percent(job.progress)}
      {job?.status === 'finished'
        && t('bias.finished', {
          seconds: numbers.fixed(job.seconds ?? NaN),
          engine: job.engine?.engine ?? '',
          backend: job.engine?.backend ?? '',
        })}
      {job?.status === 'stopped' && t('bias.stopped')}
      {job?.status === 'failed' && t('bias.failed', { message: job.message ?? '' })}
    </span>
  );
}
