/** What a card says of its study: pure, so that it is tested as a table. */
import type { EngineInfo } from '../../engine/types.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { Job } from '../studyClient.ts';

/** How much of a study is trained, 0..1. */
export const shareOf = ({ done, total }: Pick<Job, 'done' | 'total'>): number => (total > 0 ? done / total : 0);

/**
 * How far a study is, or how it ended. Trained to the end it is still to be measured: the results in sight are of the measurement before.
 * @param kept - finished runs that a study which was stopped or failed has left
 */
export function jobWords({ t, numbers }: Say, job: Job | undefined, kept: number): string {
  switch (job?.status) {
    case undefined:
      return '';
    case 'stopped':
      return t(kept > 0 ? 'study.job.stopped' : 'study.job.stoppedEarly', { finished: kept });
    case 'failed':
      return inSentences(
        t,
        t('study.job.failed', { message: job.message ?? t('study.job.noWorker') }),
        t(kept > 0 ? 'study.job.failedKept' : 'study.job.failedNone', { finished: kept }),
      );
    case 'starting':
      return t('study.job.starting');
    case 'running':
      return job.done >= job.total
        ? t('study.job.measuring')
        : t('study.job.running', { percent: numbers.percent(Math.floor(100 * shareOf(job)) / 100) });
    case 'finished':
      return t('study.job.finished', { seconds: numbers.fixed(job.seconds ?? 0, 1) });
  }
}

/** What a study trains on: the adapter or the backend, and in how many threads where they are several. */
export function adapterWords({ t }: Say, { adapter, backend, threads = 1 }: EngineInfo): string {
  const name = adapter || t(`engine.backend.${backend}`);
  return threads > 1 ? t('study.threads', { adapter: name, threads }) : name;
}

export interface Sight {
  /** As for {@link jobWords}. */
  kept: number;
  /** The results in sight are not this study's. */
  elsewhere: boolean;
  /** The settings that are chosen now ask another question than the study answered. */
  other: boolean;
}

/**
 * Whether a card still says how its study ended: above results that are not the study's it does not, nor, where it has left none, beside settings
 * that it was not about. What runs is always said.
 */
export function tellsOf(status: Job['status'] | undefined, { kept, elsewhere, other }: Sight): boolean {
  if (status === 'starting' || status === 'running') return true;
  return status === 'finished' || kept > 0 ? !elsewhere : !other;
}
