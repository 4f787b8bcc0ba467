/** The synthetic platform's tasks and inputs, as a log out of a table names its own. */
import type { Input, LogTask } from '../../tabular/types.ts';
import { IS_BINARY, TASKS, type WorldSpec } from '../../world/spec.ts';

/** The four tasks. Its regressions are standardised and have no other unit. */
export const PLATFORM_TASKS: readonly LogTask[] = TASKS.map((name, k) => ({
  name,
  kind: IS_BINARY[k] ? 'binary' : 'regression',
  mean: 0,
  deviation: 1,
  ...(!IS_BINARY[k] && { unit: 'standard deviations' }),
}));

/** @returns [features] those of the query, then those of the item, as they were drawn */
export function platformInputs({ queryFeatures, itemFeatures }: WorldSpec): Input[] {
  const numbers = (of: string, count: number): Input[] =>
    Array.from({ length: count }, (_, i) => ({
      column: `${of} feature ${String(i + 1)}`,
      kind: 'number',
      log: false,
      decimalComma: false,
      missing: [],
      mean: 0,
      deviation: 1,
    }));
  return [...numbers('query', queryFeatures), ...numbers('item', itemFeatures)];
}
