/** Why an observed CTR misleads: which items were logged at which position, over what would have been clicked anywhere (the truth). */
import { clickProbability } from '../world/labels.ts';
import { CLICK, POSITIONS, TASK_COUNT } from '../world/spec.ts';
import type { World } from '../world/types.ts';

/** Items in bands of equal size by true relevance, most relevant first, against positions 1..9. */
export interface RelevanceGrid {
  /** [band] mean true click logit, without position bias. */
  logit: number[];
  /** [band][position] true P(click) of the band's items, moved to this position: mean over its impressions. */
  click: number[][];
  /** [band][position] impressions of the training log. */
  logged: number[][];
  /** [position] CTR over every item: "the same items at every position". */
  sameItems: number[];
  /** [band] CTR over all positions alike: "the same position for every item". */
  samePosition: number[];
  /** [position] CTR of the log. */
  observed: number[];
}

/**
 * @param device - index of a device, or undefined for all pooled
 * @param bands - how many bands of relevance
 * @returns undefined where the log has no positions, or fewer impressions than bands
 */
export function relevanceGrid(world: World, device?: number, bands = 9): RelevanceGrid | undefined {
  const { train: log, truth, spec } = world;
  if (spec.logging === 'none') return undefined;
  const rows: number[] = [];
  for (let row = 0; row < log.rows; row++) if (device === undefined || log.device[row] === device) rows.push(row);
  if (rows.length < bands) return undefined;
  rows.sort((a, b) => log.clickLogit[b] - log.clickLogit[a]);

  const grid = (): number[][] => Array.from({ length: bands }, () => new Array<number>(POSITIONS).fill(0));
  const click = grid();
  const logged = grid();
  const logit = new Array<number>(bands).fill(0);
  const sizes = new Array<number>(bands).fill(0);
  const clicks = new Array<number>(POSITIONS).fill(0);
  const counts = new Array<number>(POSITIONS).fill(0);
  rows.forEach((row, i) => {
    const band = Math.floor((i * bands) / rows.length);
    const bias = truth.bias[log.device[row]];
    for (let p = 0; p < POSITIONS; p++) click[band][p] += clickProbability(spec, log.clickLogit[row], bias[p]);
    logit[band] += log.clickLogit[row];
    sizes[band]++;
    const place = log.position[row] - 1;
    logged[band][place]++;
    counts[place]++;
    clicks[place] += log.labels[row * TASK_COUNT + CLICK];
  });
  for (let band = 0; band < bands; band++) {
    logit[band] /= sizes[band];
    for (let p = 0; p < POSITIONS; p++) click[band][p] /= sizes[band];
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);
  return {
    logit,
    click,
    logged,
    sameItems: Array.from({ length: POSITIONS }, (_, p) => mean(click.map((row) => row[p]))),
    samePosition: click.map(mean),
    observed: clicks.map((value, p) => value / counts[p]),
  };
}
