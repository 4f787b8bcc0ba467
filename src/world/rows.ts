import { TASK_COUNT } from './spec.ts';
import type { Impressions } from './types.ts';

/** The first `count` rows of a log (all of them when it is shorter), as copies. */
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
    utility: log.utility.slice(0, rows * TASK_COUNT),
    clickLogit: log.clickLogit.slice(0, rows),
    clickProbability: log.clickProbability.slice(0, rows),
  };
}
