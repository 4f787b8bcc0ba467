/** What a mapping that comes from elsewhere may say. */
import * as v from 'valibot';

const wholeSchema = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const columnSchema = v.object({
  name: v.string(),
  role: v.picklist(['feature', 'label', 'query', 'position', 'device', 'time', 'split', 'skip']),
  kind: v.picklist(['number', 'category', 'binary', 'regression']),
  missing: v.array(v.string()),
  decimalComma: v.optional(v.boolean()),
  positive: v.optional(v.string()),
  task: v.optional(wholeSchema(0, 3)),
  log: v.optional(v.boolean()),
  unit: v.optional(v.string()),
});

/** A mapping's own, of all its columns or of some. */
export const mappingEntries = {
  columns: v.pipe(v.array(columnSchema), v.maxLength(256)),
  inputs: wholeSchema(1, 128),
  split: v.picklist(['column', 'time', 'query', 'random']),
  seed: wholeSchema(0, 0xffffffff),
};
