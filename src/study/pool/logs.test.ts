import { expect, it } from 'vitest';
import type { WorldLog } from '../../world/types.ts';
import { randomData } from '../../engine/testing/populations.ts';
import { buffersOf, copiesOf } from './logs.ts';

const log = randomData(1, 4);
/** The columns that engines read, and those of the truth. */
const READ = ['features', 'device', 'position', 'labels', 'observed'] as const;
const TRUTH = ['utility', 'clickLogit', 'clickProbability'] as const;

it('a log is given away with the memory of all of its columns', () => {
  const { train } = log;
  expect(new Set(buffersOf(train))).toEqual(
    new Set([...READ, 'query' as const, ...TRUTH].map((column) => (train as WorldLog)[column].buffer)),
  );
});

it('what is sent to an engine is what it reads, in memory of its own, and not the truth', () => {
  const {
    data: [copy],
    buffers,
  } = copiesOf([log]);
  for (const part of ['train', 'heldOut'] as const) {
    expect([copy[part].rows, copy[part].featureCount]).toEqual([log[part].rows, log[part].featureCount]);
    for (const column of READ) {
      expect(copy[part][column], column).toEqual(log[part][column]);
      expect(copy[part][column].buffer, column).not.toBe(log[part][column].buffer);
    }
    expect(copy[part].query).toHaveLength(0);
    for (const column of TRUTH) expect(copy[part]).not.toHaveProperty(column);
  }
  expect(buffers).toEqual([copy.train, copy.heldOut].flatMap((each) => READ.map((column) => each[column].buffer)));
});
