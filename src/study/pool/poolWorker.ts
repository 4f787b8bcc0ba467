/** A worker of the pool. */
import { expose } from 'comlink';
import { accelerate } from '../../world/accelerator.ts';
import { createAccelerator } from '../../world/kernel.ts';
import { createPoolSide } from './side.ts';

accelerate(createAccelerator());
expose(createPoolSide());
