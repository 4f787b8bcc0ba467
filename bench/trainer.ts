/** An engine as a candidate of a race. */
import type { Engine } from '../src/engine/types.ts';
import type { Trainer } from './measure.ts';

export const trainerOf = (engine: Engine): Trainer => ({
  async steps(count) {
    await engine.train(count);
    await engine.settle();
  },
  dispose: () => {
    engine.dispose();
  },
});
