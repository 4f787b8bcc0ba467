/** TF.js in tests: its backends on the processor, in Node, and what it holds. */
import { memory, setBackend } from '@tensorflow/tfjs-core';

export { backend, getBackend } from '@tensorflow/tfjs-core';

/** Makes a backend on the processor the current one. */
export async function useProcessor(name: 'cpu' | 'wasm'): Promise<void> {
  await (name === 'cpu' ? import('@tensorflow/tfjs-backend-cpu') : import('@tensorflow/tfjs-backend-wasm'));
  if (!(await setBackend(name))) throw new Error(`TF.js could not start its ${name} backend`);
}

/** How many tensors have been made and not disposed of. */
export const tensorCount = (): number => memory().numTensors;
