/** What a card says of its study: pure, so that it is tested as a table. */
import type { BackendName, EngineInfo } from '../../engine/types.ts';
import type { Choice } from '../../study/choice.ts';
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

/** Milliseconds of trial do not tell more. */
const rough = (value: number): number => Number(value.toPrecision(2));

/** What one population after the other was found to be trained on best. */
function choiceWords(say: Say, engine: EngineInfo, choices: readonly Choice[]): string {
  const { t, numbers } = say;
  const [first] = choices;
  const nameOf = (backend: BackendName): string => t(`engine.backend.${backend}`);
  const alike = (a: Choice): boolean => a.backend === first.backend && a.why === first.why;
  if (!choices.every(alike)) {
    const backends = [...new Set(choices.map(({ backend }) => backend))];
    const parts = backends.map((backend) => {
      const k = choices.filter((choice) => choice.backend === backend).length;
      return t('study.chosen.part', { engine: nameOf(backend), k, n: choices.length });
    });
    return t('study.chosen.several', { parts: parts.join(t('comma')) });
  }
  const name = adapterWords(say, engine);
  switch (first.why) {
    case 'alone':
      return t('study.chosen.alone', { engine: name });
    case 'short': {
      const longest = Math.max(...choices.map((choice) => (choice.why === 'short' ? choice.seconds : 0)));
      return t('study.chosen.short', { engine: name, seconds: numbers.plain(rough(longest)) });
    }
    case 'faster':
    case 'kept': {
      // What holds for all of them: at least so much faster, or at most.
      const times = choices.flatMap((choice) => ('times' in choice ? [choice.times] : []));
      const bound = first.why === 'faster' ? Math.min(...times) : Math.max(...times);
      const values = { engine: name, other: nameOf(first.other), times: numbers.plain(rough(bound)) };
      return t(`study.chosen.${first.why}.${choices.length > 1 ? 'all' : 'one'}`, values);
    }
  }
}

/** What a study trains on; and why, where that was found out. */
export function engineWords(say: Say, { engine, choices = [] }: Pick<Job, 'engine' | 'choices'>): string {
  if (!engine) return '';
  if (choices.length > 0) return choiceWords(say, engine, choices);
  const { t } = say;
  return t('study.engine', { engine: t(`engine.name.${engine.engine}`), adapter: adapterWords(say, engine) });
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
