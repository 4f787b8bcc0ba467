/** A small seeded generator for tests: the same wishes in the same order every time. */
import { threefry } from '../../world/random.ts';

export function createRandom(seed: number): { below(n: number): number } {
  let count = 0;
  return { below: (n) => threefry(seed, 0, count++, 0) % n };
}
