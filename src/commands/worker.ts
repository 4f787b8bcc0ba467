/** The worker of all studies. */
import { expose } from 'comlink';
import { createJobs } from '../study/jobs.ts';
import { studies } from './studies.ts';

expose(createJobs(studies));
