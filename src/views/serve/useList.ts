/** The list that is shown: what the worker answered last of the run that is open, ranked by the reader's weights. */
import { useCallback, useDeferredValue, useMemo } from 'react';
import { ranks, type ScoreForm } from '../../metrics/combinedScore.ts';
import type { ListAsk, ServedList, Timed, Served, Worth, WorthAsk } from '../../serving/server.ts';
import type { Opened } from '../../session/protocol.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useChoices } from './choices.ts';
import { nameOf } from './identity.ts';
import { rankingOf, type Ranking } from './ranking.ts';
import { useServed, type State } from './served.ts';
import type { Standing } from './words.ts';

export interface ShownList {
  ask: ListAsk & State;
  list: ServedList;
  form: ScoreForm;
  weights: readonly number[];
  /** By what the model predicts, and by the truth; null where the weights rank nothing. */
  ranking: Ranking | null;
  best: Ranking | null;
  /** Made-up name of a candidate. */
  name: (candidate: number) => string;
  /** The candidate that is looked at. */
  chosen: number;
  standing: Standing;
}

/** An answer about the run that is open, or null: what is known of an older one is not shown under the new one's name. */
const ofRun = <A extends State, T>(answer: { ask: A; value: T } | null, opened: Opened | null) =>
  answer?.ask.opened === opened ? answer : null;

function useStanding(step: number): Standing {
  const diverged = useLab((lab) => lab.status === 'diverged');
  return diverged ? 'diverged' : step === 0 ? 'untrained' : 'trained';
}

export function useList(): ShownList | null {
  const say = useSay();
  const opened = useLab((lab) => lab.opened);
  const answer = ofRun<ListAsk & State, ServedList>(
    useServed((served) => served.list),
    opened,
  );
  const form = useChoices((choices) => choices.form);
  const weights = useChoices((choices) => choices.weights);
  const wanted = useChoices((choices) => choices.chosen);
  const list = answer?.value;
  const ranking = list ? rankingOf(form, weights, list.outputs) : null;
  const best = list ? rankingOf(form, weights, list.truth) : null;
  const standing = useStanding(answer?.ask.step ?? 0);
  const ask = answer?.ask;
  const [seed, query] = [ask?.seed ?? 0, ask?.query ?? 0];
  const name = useCallback((candidate: number) => nameOf(say, seed, query, candidate), [say, seed, query]);
  return useMemo(() => {
    if (!ask || !list) return null;
    const chosen = wanted !== null && wanted < list.log.rows ? wanted : (ranking?.order[0] ?? 0);
    return { ask, list, form, weights, ranking, best, name, chosen, standing };
  }, [ask, list, form, weights, ranking, best, name, wanted, standing]);
}

/** The same a moment later, for what explains it: while a slider moves, the list itself comes first. */
export const useListLater = (): ShownList | null => useDeferredValue(useList());

/** What many pages are worth; a null value where the weights rank nothing, which is so at once and not with the next answer. */
export function useWorth(): { ask: WorthAsk & State; value: Worth | null } | null {
  const opened = useLab((lab) => lab.opened);
  const ranked = useChoices(({ weights }) => ranks(weights));
  const answer = ofRun<WorthAsk & State, Worth | null>(
    useServed((served) => served.worth),
    opened,
  );
  if (!answer || ranked === (answer.value !== null)) return answer;
  return ranked ? null : { ...answer, value: null };
}

export function useTimed(): { ask: Served & State; value: Timed[] } | null {
  const opened = useLab((lab) => lab.opened);
  const timed = useServed((served) => served.timed);
  return ofRun<Served & State, Timed[]>(timed, opened);
}
