/**
 * What happened in a run, in sentences. Pure.
 *
 * | sentence | depends on                                                                                       |
 * |----------|--------------------------------------------------------------------------------------------------|
 * | headline | how far the run is, which gates of A and of B polarized, the dropout and cures they were trained with |
 * | unused   | experts under the threshold of both models, their spread where those are as many                  |
 * | dead     | experts of both models that are always 0                                                           |
 * | narrowed | the effective number of experts per example of every gate at the start and now                     |
 * | bias     | how near the learned position logits came, or what the model does instead                          |
 * | loss     | held-out losses of B against A, or against the start where both are the same                       |
 * | settings | whether there are gates: to the answers of other settings                                          |
 * | next     | the outcome                                                                                        |
 */
import { expertCounts, gatesOf, ofArm, presentOf } from '../../model/visible.ts';
import { TASK_COUNT, TASKS } from '../../world/spec.ts';
import { DEFAULT_LOSS_RATIO, DEFAULT_RATES } from '../../run/defaultRates.ts';
import type { CardId } from '../goToCard.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { treatmentWords, untreatedWords } from '../trained.ts';
import {
  storyOf,
  type BiasSaid,
  type GatesSaid,
  type LossSaid,
  type NarrowedSaid,
  type Next,
  type Results,
} from './facts.ts';

/** A sentence, and the picture that it speaks of. */
export interface Told {
  text: string;
  card: CardId;
}

export interface StoryWords {
  /** How far the run is, and which gates polarized. */
  headline: string;
  told: Told[];
  /** That the run was changed, or diverged; empty otherwise. */
  caution: string;
  next: Next;
  /** Where to go next, and why. */
  nextText: string;
}

const taskName = ({ t }: Say, k: number): string => t(`task.${TASKS[k]}`);

/** "the like gate", "the watch time and like gates", "all four gates", "the one gate". */
function gateNames(say: Say, { kind, present }: Results, tasks: readonly number[]): string {
  const { t } = say;
  if (kind === 'omoe') return t('story.gates.one');
  if (tasks.length === TASK_COUNT) return t('story.gates.all');
  if (tasks.length > 1 && tasks.length === presentOf({ present }).length)
    return tasks.length === 2 ? t('story.gates.both') : t('story.gates.every', { number: tasks.length });
  const names = tasks.map((k) => taskName(say, k));
  const last = names[names.length - 1];
  if (names.length === 1) return t('story.gates.single', { task: last });
  return t('story.gates.several', { tasks: names.slice(0, -1).join(t('comma')), last });
}

function polarized(say: Say, results: Results, gates: GatesSaid): string {
  const { t } = say;
  if (gates.kind === 'none') return t('story.polarized.noGates');
  const names = (tasks: readonly number[]): string => gateNames(say, results, tasks);
  if (gates.kind === 'same')
    return gates.tasks.length > 0
      ? t('story.polarized.same', { gates: names(gates.tasks) })
      : t('story.polarized.sameNone');
  const models = { a: untreatedWords(say, results.apart), b: treatmentWords(say, results.apart) };
  const [a, b] = gates.tasks;
  if (a.length === 0 && b.length === 0) return t('story.polarized.neither', models);
  if (b.length === 0) return t('story.polarized.without', { ...models, gates: names(a) });
  if (a.length === 0) return t('story.polarized.with', { ...models, gates: names(b) });
  return t('story.polarized.both', { ...models, without: names(a), with: names(b) });
}

/** What B has and A has not, as the beginning of a sentence. */
const whatWords = ({ t }: Say, { apart }: Results): string =>
  t(`story.what.${apart.cures.length > 0 ? 'cures' : 'dropout'}`);

/** Lines from an expert to a gate that a model has. */
function linesOf(model: Results): number {
  const counts = expertCounts(model);
  return model.kind === 'omoe' ? model.experts : gatesOf(model).reduce((sum, k) => sum + counts[k], 0);
}

/** What dropout or cures did to the use of experts; where both models are one, how much is used at all. */
function unusedWords(say: Say, results: Results, gates: GatesSaid): string | null {
  if (gates.kind === 'none') return null;
  const { t, numbers } = say;
  const [all, allOfB] = [0, 1].map((arm) => linesOf(ofArm(results, arm)));
  if (gates.kind === 'same') return t('story.unused.same', { unused: gates.unused, all });
  const [a, b] = gates.unused;
  if (all !== allOfB) return t('story.unused.structures', { a, b, all, allOfB });
  if (a !== b) return t('story.unused.differ', { a, b, all });
  const [spreadA, spreadB] = gates.spread.map((spread) => numbers.fixed(spread, 1));
  return t(spreadA === spreadB ? 'story.unused.nothing' : 'story.unused.spread', {
    what: whatWords(say, results),
    unused: a,
    all,
    a: spreadA,
    b: spreadB,
  });
}

/** How many experts died in either model: gate dropout revives none, whatever became of the gates. */
function deadWords({ t }: Say, { arms, experts }: Results, same: boolean): string {
  const [a, b] = arms.map(({ dead }) => Array.from(dead ?? []).filter(Boolean).length);
  if (a + b === 0) return '';
  return t(`story.dead.${same ? 'same' : 'pair'}`, { a, b, experts });
}

function narrowedWords(say: Say, { kind }: Results, narrowed: NarrowedSaid, same: boolean): string {
  const { t, numbers } = say;
  const count = (value: number): string => numbers.fixed(value, 1);
  if (narrowed.kind === 'hardly')
    return t('story.narrowed.hardly', { least: count(narrowed.least), most: count(narrowed.most) });
  const { arm, task, from, to, other } = narrowed;
  const gate = kind === 'omoe' ? t('story.gates.one') : t('story.gates.single', { task: taskName(say, task) });
  const values = { gate, from: count(from), to: count(to), other: count(other) };
  return t(`story.narrowed.${same ? 'same' : arm === 0 ? 'a' : 'b'}`, values);
}

function biasWords({ t, numbers }: Say, { against }: Results, bias: BiasSaid): string {
  if (bias.kind === 'alone') {
    const [a, b] = bias.spans.map((span) => numbers.fixed(span, 2));
    return bias.spans.length === 1 ? t('story.bias.aloneOne', { span: a }) : t('story.bias.alone', { a, b });
  }
  // Of a table the task whose rate is read off by position.
  if (bias.kind !== 'learned') return t(`story.bias.${bias.kind}`, { task: t('task.click') });
  const { start, rmse, r } = bias;
  const logits = rmse.map((value) => numbers.fixed(value, 2));
  const values = {
    from: t(`story.bias.from.${against === 'best' ? 'best' : 'truth'}`),
    start: numbers.fixed(start, 2),
  };
  const rs = r.map((value) => numbers.fixed(value, 2));
  return rmse.length === 1
    ? t('story.bias.learnedOne', { ...values, rmse: logits[0], r: rs[0] })
    : t('story.bias.learned', { ...values, a: logits[0], b: logits[1], ra: rs[0], rb: rs[1] });
}

function lossWords(say: Say, results: Results, loss: LossSaid): string {
  const { t, numbers } = say;
  if (loss.kind === 'equal') return t('story.loss.equal');
  const tasks = { best: taskName(say, loss.best), worst: taskName(say, loss.worst) };
  if (loss.kind === 'course')
    return t(`story.loss.course${loss.best === loss.worst ? 'One' : ''}`, {
      ...tasks,
      bestTo: numbers.percent(loss.bestTo),
      worstTo: numbers.percent(loss.worstTo),
    });
  const [bestBy, worstBy] = [Math.abs(loss.bestBy), Math.abs(loss.worstBy)].map((by) => numbers.percent(by));
  return t(`story.loss.${loss.kind}`, { ...tasks, what: whatWords(say, results), bestBy, worstBy });
}

/** Of the run that the page opens with: what dropout does to the loss is not seen in one run, and more were made. */
function typicalWords({ t, numbers }: Say, { opening, status }: Results, loss: LossSaid): string {
  if (!opening || status !== 'finished' || loss.kind === 'course') return '';
  return t('story.loss.typical', {
    runs: numbers.fixed(DEFAULT_RATES.runs),
    by: numbers.percent(DEFAULT_LOSS_RATIO - 1),
  });
}

/** How far the run is. */
function when({ t, numbers }: Say, { status, step, steps }: Results): string {
  return t(`story.when.${status}`, { step: numbers.fixed(step), steps: numbers.fixed(steps) });
}

/** The whole story of a run. */
export function storyWords(say: Say, results: Results): StoryWords {
  const { t } = say;
  const { gates, narrowed, bias, loss, next } = storyOf(results);
  const unused = unusedWords(say, results, gates);
  const told: Told[] = [
    ...(unused === null
      ? []
      : [
          {
            text: inSentences(t, unused, deadWords(say, results, gates.kind === 'same')),
            card: 'card-polarization' as const,
          },
        ]),
    ...(narrowed
      ? [{ text: narrowedWords(say, results, narrowed, gates.kind === 'same'), card: 'card-gates' as const }]
      : []),
    { text: biasWords(say, results, bias), card: 'card-bias' },
    { text: inSentences(t, lossWords(say, results, loss), typicalWords(say, results, loss)), card: 'card-curves' },
    // A shared bottom has no gate of which that could be asked.
    ...(gates.kind === 'none' ? [] : [{ text: t('story.settings'), card: 'card-settings' as const }]),
  ];
  const { changes, status } = results;
  return {
    headline: t('story.headline', { when: when(say, results), what: polarized(say, results, gates) }),
    told,
    caution:
      status === 'diverged'
        ? t('story.caution.diverged')
        : changes > 0
          ? t('story.caution.changed', { count: changes })
          : '',
    next,
    nextText: t(`story.next.${next}.text`),
  };
}
