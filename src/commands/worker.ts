/** The worker of all studies. */
import { expose } from 'comlink';
import { createTables } from '../run/dataOf.ts';
import { createStudyEngines } from '../study/engines.ts';
import { createJobs } from '../study/jobs.ts';
import { createPool, workersFor } from '../study/pool/pool.ts';
import { fetchSample } from '../tabular/fetchSample.ts';
import { accelerate } from '../world/accelerator.ts';
import { createAccelerator } from '../world/kernel.ts';
import { spawnPoolWorker } from './spawn.ts';
import { studies } from './studies.ts';

// For worlds that are not made in the pool: small ones, and all of them on one core.
accelerate(createAccelerator());
const tables = createTables(fetchSample);
const pool = createPool(spawnPoolWorker, workersFor(navigator.hardwareConcurrency));
expose(
  createJobs(
    studies,
    (onStarted, onRecovered, asked, choosing) =>
      createStudyEngines(onStarted, onRecovered, asked, pool, undefined, choosing, tables),
    tables,
  ),
);
