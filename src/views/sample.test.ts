import { expect, it } from 'vitest';
import type { Opened } from '../session/protocol.ts';
import { neighbour, rowIn } from './sample.ts';

const opened = (rows: number) => ({ samples: { rows } }) as Pick<Opened, 'samples'>;

it('the impression that is followed is one of those that there are', () => {
  expect([rowIn(opened(54), 10), rowIn(opened(54), 53), rowIn(opened(54), 54), rowIn(opened(0), 10)]).toEqual([
    10, 53, 53, 0,
  ]);
});

it('before the first comes the last, and after the last the first', () => {
  expect([neighbour(opened(54), 10, 1), neighbour(opened(54), 53, 1), neighbour(opened(54), 0, -1)]).toEqual([
    11, 0, 53,
  ]);
});
