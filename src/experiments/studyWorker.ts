/** The study worker: trains populations for the chapters that compare many runs. */
import { expose } from 'comlink';
import { openEngine } from '../engine/create.ts';
import { polarizationRun } from './polarization.ts';
import { runStudy } from './study.ts';
import type { StudyApi } from './studyProtocol.ts';

let current: AbortController | null = null;

const api: StudyApi = {
  async run(spec, evaluations, listener) {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const begun = performance.now();
    let started = false;
    try {
      await runStudy(spec, {
        evaluations, signal: mine.signal,
        open: async (population, data) => {
          const { engine } = await openEngine(population, data);
          if (!started) listener({ type: 'started', engine: engine.info, total: spec.arms.length * spec.seeds * spec.base.training.steps });
          started = true;
          return engine;
        },
        onProgress: ({ done, total, runs }) => {
          listener({ type: 'progress', done, total, runs: runs.map((run) => ({ arm: run.arm, step: run.step, ...polarizationRun(run) })) });
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
};

expose(api);
