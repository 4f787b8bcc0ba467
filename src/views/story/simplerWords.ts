/** Whether a simpler model does as well, in sentences. Pure. */
import type { RunSpec } from '../../run/runSpec.ts';
import { TASK_COUNT, TASKS } from '../../world/spec.ts';
import type { Say } from '../say.ts';
import { betterTasks, costsOf, SIMPLER, simplerFacts, type SimplerFact, type SimplerLosses } from './simpler.ts';

/** Losses are told to as many decimals as their curves' table has. */
const DIGITS = 3;

/** "watch time", "click and like", "all four tasks". */
function taskNames({ t }: Say, tasks: readonly number[]): string {
  if (tasks.length === TASK_COUNT) return t('story.simpler.all');
  const names = tasks.map((k) => t(`task.${TASKS[k]}`));
  const last = names[names.length - 1];
  return names.length === 1 ? last : t('story.simpler.several', { tasks: names.slice(0, -1).join(t('comma')), last });
}

/** "better on watch time (0.089 against 0.228)"; nothing where there is no such task. */
function partWords({ t, numbers }: Say, fact: SimplerFact, part: 'better' | 'worse' | 'alike'): string[] {
  const tasks = fact[part];
  if (tasks.length === 0) return [];
  const each = tasks.map(({ task, loss, than }) =>
    t('story.simpler.task', {
      task: t(`task.${TASKS[task]}`),
      loss: numbers.fixed(loss, DIGITS),
      than: numbers.fixed(than, DIGITS),
    }),
  );
  return [t(`story.simpler.${part}`, { tasks: each.join(t('comma')) })];
}

function factWords(say: Say, fact: SimplerFact): string {
  const { t, numbers } = say;
  const parts = (['better', 'worse', 'alike'] as const).flatMap((part) => partWords(say, fact, part));
  return t('story.simpler.fact', {
    name: t(`story.simpler.name.${fact.kind}`),
    multiplications: numbers.fixed(fact.multiplications),
    what: fact.diverged ? t('story.simpler.diverged') : parts.join(t('story.simpler.between')),
  });
}

/** What would be trained, and what it would cost to serve. */
export function simplerQuestion({ t, numbers }: Say, run: RunSpec): string {
  const { own, simpler } = costsOf(run);
  const [omoe, bottom] = simpler.map((count) => numbers.fixed(count));
  return t('story.simpler.question', { own: numbers.fixed(own), omoe, bottom });
}

export interface SimplerWords {
  /** Whether a simpler model does better, and where. */
  verdict: string;
  /** What is compared with what. */
  measure: string;
  /** Of each of them, task by task. */
  facts: string[];
}

/** What came of it. @param own - held-out losses of model A of the run that has ended */
export function simplerWords(say: Say, run: RunSpec, own: readonly number[], losses: SimplerLosses): SimplerWords {
  const { t, numbers } = say;
  const facts = simplerFacts(run, own, losses);
  const better = betterTasks(facts);
  const none = SIMPLER.every((kind) => losses[kind] === null) ? 'noResult' : 'noneBetter';
  return {
    verdict: t(`story.simpler.${better.length > 0 ? 'someBetter' : none}`, {
      tasks: better.length > 0 ? taskNames(say, better) : '',
    }),
    measure: t('story.simpler.measure', { own: numbers.fixed(costsOf(run).own) }),
    facts: facts.map((fact) => factWords(say, fact)),
  };
}
