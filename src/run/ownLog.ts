/** What a link or a file says of somebody's own table: looked at before anything of it is used. */
import * as v from 'valibot';
import { DEVICE_COUNT, TASK_COUNT } from '../world/spec.ts';
import { changesSchema } from '../tabular/changes.ts';
import type { OwnLog } from './source.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
/** "-1e-999" is read as −0, which is written as 0: the link that is written would say something else. */
const finite = v.pipe(
  v.number(),
  v.finite(),
  v.transform((value) => value + 0),
);
/** Longest name of a column or file that is kept. */
const NAME = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const task = v.strictObject({
  name: NAME,
  kind: v.picklist(['binary', 'regression']),
  mean: finite,
  deviation: v.pipe(
    finite,
    v.check((value) => value > 0),
  ),
  unit: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

/** @see OwnLog */
export const ownLogSchema: v.GenericSchema<unknown, OwnLog> = v.strictObject({
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  name: NAME,
  shape: v.strictObject({
    features: whole(1, 128),
    tasks: v.pipe(
      v.array(v.nullable(task)),
      v.length(TASK_COUNT),
      v.check((tasks) => tasks.some((each) => each !== null)),
    ),
    positions: v.boolean(),
    devices: v.boolean(),
    deviceNames: v.optional(v.pipe(v.array(NAME), v.maxLength(DEVICE_COUNT))),
    queries: v.boolean(),
    train: whole(1, 100_000),
    heldOut: whole(1, 100_000),
    split: v.optional(v.picklist(['column', 'time', 'query', 'random'])),
  }),
  changes: v.optional(changesSchema),
});

/** @returns what the text says of a file; null where it says nothing that can be used */
export function readOwn(text: string): OwnLog | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const read = v.safeParse(ownLogSchema, value);
  return read.success ? read.output : null;
}
