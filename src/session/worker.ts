/** The training worker: a session behind Comlink. */
import { expose } from 'comlink';
import { createSession } from './session.ts';

expose(createSession());
