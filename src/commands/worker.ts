/** The worker of all studies. */
import { expose } from 'comlink';
import { createStudyEngines } from '../study/engines.ts';
import { createJobs } from '../study/jobs.ts';
import { createPool, workersFor } from '../study/pool/pool.ts';
import { spawnPoolWorker } from './spawn.ts';
import { studies } from './studies.ts';

const pool = createPool(spawnPoolWorker, workersFor(navigator.hardwareConcurrency));
expose(createJobs(studies, (onStarted, onRecovered, asked) => createStudyEngines(onStarted, onRecovered, asked, pool)));
