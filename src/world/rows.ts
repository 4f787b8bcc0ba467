import { TASK_COUNT } from './spec.ts';
import { hasTruth, type Impressions, type WorldLog } from './types.ts';

/** The first `count` rows of a log (all of them when it is shorter), as copies. */
export function firstRows(log: WorldLog, count: number): WorldLog;
export function firstRows(log: Impressions, count: number): Impressions;
export function firstRows(log: Impressions, count: number): Impressions {
  const rows = Math.min(count, log.rows);
  return {
    rows,
    featureCount: log.featureCount,
    features: log.features.slice(0, rows * log.featureCount),
    device: log.device.slice(0, rows),
    position: log.position.slice(0, rows),
    labels: log.labels.slice(0, rows * TASK_COUNT),
    observed: log.observed.slice(0, rows * TASK_COUNT),
    query: log.query.slice(0, rows),
    ...(hasTruth(log) && {
      utility: log.utility.slice(0, rows * TASK_COUNT),
      clickLogit: log.clickLogit.slice(0, rows),
      clickProbability: log.clickProbability.slice(0, rows),
    }),
  };
}

/** The rows of one log followed by those of another of the same features, truth where both know it: one evaluation answers both. */
export function joinedRows(first: WorldLog, second: WorldLog): WorldLog;
export function joinedRows(first: Impressions, second: Impressions): Impressions;
export function joinedRows(first: Impressions, second: Impressions): Impressions {
  const join = <A extends Float32Array | Uint8Array | Uint32Array>(a: A, b: A): A => {
    const joined = new (a.constructor as new (n: number) => A)(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return {
    rows: first.rows + second.rows,
    featureCount: first.featureCount,
    features: join(first.features, second.features),
    device: join(first.device, second.device),
    position: join(first.position, second.position),
    labels: join(first.labels, second.labels),
    observed: join(first.observed, second.observed),
    query: join(first.query, second.query),
    ...(hasTruth(first)
      && hasTruth(second) && {
        utility: join(first.utility, second.utility),
        clickLogit: join(first.clickLogit, second.clickLogit),
        clickProbability: join(first.clickProbability, second.clickProbability),
      }),
  };
}
