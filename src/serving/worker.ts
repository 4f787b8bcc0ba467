/** The worker of the chapter on serving. */
import { expose } from 'comlink';
import { Server } from './server.ts';

expose(new Server());
