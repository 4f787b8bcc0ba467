/** What is true of clicks that no table can say, beside the table that comes nearest, where both are drawn. Pure. */
import type { WorldView } from '../../session/protocol.ts';
import { centreAll } from '../charts/fits.ts';
import { fromOrigin, originOf } from '../charts/origin.ts';

/** Logits by device and position, all of a device with the same mean; the best table begins at 0. */
export interface Tables {
  /** The best table that adds. */
  best: number[][];
  /** log P(examined). */
  examination: number[][];
  /** Of the best table, in P(click). */
  error: number;
  /** [device] what is subtracted of logits with mean 0 to stand beside them. */
  by: readonly number[];
}

/** What is true of clicks that no table can say; null where a table can. */
export function tablesOf(world: Pick<WorldView, 'truth'> | undefined): Tables | null {
  if (!world?.truth?.bestAdditive) return null;
  const { table, error } = world.truth.bestAdditive;
  const [best, examination] = [table, world.truth.bias].map(centreAll);
  const by = originOf({ truth: best, learned: best });
  return { best: fromOrigin(best, by), examination: fromOrigin(examination, by), error, by };
}

/** From the lowest to the highest logit of all devices, in halves, so that they stand on one scale. */
export function domainOf({ best, examination }: Tables): [number, number] {
  const values = [...best, ...examination].flat().filter(Number.isFinite);
  return [Math.floor(Math.min(-1, ...values) * 2) / 2 - 0.5, Math.ceil(Math.max(0.5, ...values) * 2) / 2];
}
