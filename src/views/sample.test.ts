import { expect, it } from 'vitest';
import type { Opened } from '../session/protocol.ts';
import { rowIn } from './sample.ts';

const opened = (rows: number) => ({ samples: { rows } }) as Pick<Opened, 'samples'>;

it('the impression that is followed is one of those that there are', () => {
  expect([rowIn(opened(54), 10), rowIn(opened(54), 53), rowIn(opened(54), 54), rowIn(opened(0), 10)]).toEqual([
    10, 53, 53, 0,
  ]);
});
