/** A worker of the pool. */
import { expose } from 'comlink';
import { createPoolSide } from './side.ts';

expose(createPoolSide());
