import { useTranslation } from 'react-i18next';
import { useSpoken } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import type { Job } from './treatmentsClient.ts';

/** How far a comparison is, or how it ended. Always there: a line that comes and goes would move what follows. */
export function JobStatus({ job }: { job: Job | null }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const told = (): string => {
    switch (job?.status) {
      case 'finished':
        return t('bias.finished', {
          seconds: numbers.fixed(job.seconds ?? NaN),
          engine: job.engine ? t(`engine.name.${job.engine.engine}`) : '',
          backend: job.engine?.backend ?? '',
        });
      case 'stopped':
        return t('bias.stopped');
      case 'failed':
        return t('bias.failed', { message: job.message ?? '' });
      default:
        return '';
    }
  };
  useSpoken(job?.status, job?.status === 'running' ? t('bias.progress') : told());
  return (
    <span className="bias-job">
      {job?.status === 'running' && <progress max={1} value={job.progress} aria-label={t('bias.progress')} />}
      {job?.status === 'running' ? numbers.percent(job.progress) : told()}
    </span>
  );
}
