import { auc } from './auc.ts';

/** Where the rows of each group lie. */
function rowsOf(groups: ArrayLike<number>, include: ArrayLike<number> | undefined): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < groups.length; i++) {
    if (include && include[i] === 0) continue;
    const own = rows.get(groups[i]);
    if (own) own.push(i);
    else rows.set(groups[i], [i]);
  }
  return rows;
}

/** AUC within queries. */
export interface GroupedAuc {
  /** Mean AUC of the queries that have both labels, weighted by their impressions; NaN when there is none, or a score that counts is NaN. */
  gauc: number;
  /** Queries with both labels, and all of them. */
  counted: number;
  groups: number;
}

/**
 * Grouped AUC (Zhou et al. 2018, "Deep Interest Network", equation 6, there within users): the area under the ROC curve within each query, so that a model
 * gets nothing for knowing which queries are clicked more. A query whose impressions all have one label has no AUC and is left out.
 * @param scores - one per impression; only their order within a query matters
 * @param labels - 1 = positive, anything else = negative
 * @param groups - the query of each impression
 * @param include - impressions that count (not 0), default all
 */
export function gauc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  groups: ArrayLike<number>,
  include?: ArrayLike<number>,
): GroupedAuc {
  const all = rowsOf(groups, include);
  let sum = 0;
  let weight = 0;
  let counted = 0;
  for (const rows of all.values()) {
    const positives = rows.filter((i) => labels[i] === 1).length;
    if (positives === 0 || positives === rows.length) continue;
    sum +=
      rows.length
      * auc(
        rows.map((i) => scores[i]),
        rows.map((i) => labels[i]),
      );
    weight += rows.length;
    counted++;
  }
  return { gauc: sum / weight, counted, groups: all.size };
}
