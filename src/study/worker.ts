/** The study worker: trains populations for the chapters that compare many runs. */
import { expose } from 'comlink';
import { runStudy } from './study.ts';
import { createStudyEngines, type StudyEngines } from './engines.ts';
import type { StudyApi } from './protocol.ts';
import { summarize } from './summary.ts';

let current: AbortController | null = null;
let engines: StudyEngines | null = null;

const api: StudyApi = {
  async run(spec, evaluations, listener, backend) {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const begun = performance.now();
    const own = createStudyEngines(
      (engine) => {
        listener({ type: 'started', engine, total: spec.arms.length * spec.seeds * spec.base.training.steps });
      },
      listener,
      backend,
    );
    engines = own;
    try {
      await runStudy(spec, {
        evaluations,
        signal: mine.signal,
        open: own.open,
        onProgress: ({ done, total, runs }) => {
          listener({
            type: 'progress',
            done,
            total,
            runs: runs.map((run) => ({ arm: run.arm, step: run.step, ...summarize(run) })),
          });
        },
      });
      listener({ type: 'finished', seconds: (performance.now() - begun) / 1000 });
    } catch (error) {
      if (mine.signal.aborted) listener({ type: 'stopped' });
      else listener({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  },
  stop() {
    current?.abort();
    return Promise.resolve();
  },
  loseDevice() {
    return Promise.resolve(engines?.loseDevice() ?? false);
  },
};

expose(api);
