/** A worker of the pool in Node. */
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { createPoolSide } from '../src/study/pool/side.ts';
import { accelerate } from '../src/world/accelerator.ts';
import { createAccelerator } from '../src/world/kernel.ts';

if (!parentPort) throw new Error('this is a worker');
accelerate(createAccelerator());
expose(createPoolSide(), nodeEndpoint(parentPort));
