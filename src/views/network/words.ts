/** Words of the network that are put together from data. */
import type { TFunction } from 'i18next';
import type { ArmView } from '../../session/protocol.ts';
import { ownerOf, ownerRuns } from '../../model/sharing.ts';
import { isMasked, presentOf } from '../../model/visible.ts';
import { rSquared } from '../../metrics/losses.ts';
import { kindsOf } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import { inSentences } from '../sentences.ts';
import type { Part } from '../store.ts';
import { tasksIn, type FeatureCounts, type Network } from './graph.ts';
import type { NetworkWords } from './networkMarks.ts';
import { countWords } from '../charts/titles.ts';
import { ownerWords } from './ownerWords.ts';
import { describeGates, type Clause, type Who } from './sentence.ts';

type Words = TFunction;

/** A list in the language of the page: "like and rating". */
const list = (language: string, items: readonly string[]): string =>
  new Intl.ListFormat(language === 'zh' ? 'zh-Hans' : language === 'en' ? 'en-GB' : language, {
    type: 'conjunction',
  }).format(items);

/** A sentence begins with a capital, in scripts that have them. What begins a Chinese one in Latin letters is a column's name, and stays as it is. */
const capital = (language: string, text: string): string =>
  language === 'zh' ? text : text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** @param tasks - how many there are */
function subject(
  t: Words,
  language: string,
  who: Who,
  oneGate: boolean,
  tasks: number = TASK_COUNT,
): { who: string; count: number } {
  if (oneGate) return { who: t('network.who.one'), count: 1 };
  if ('others' in who) return { who: t('network.who.others'), count: 2 };
  if ('all' in who) {
    const many = tasks === TASK_COUNT ? 'all' : tasks === 2 ? 'both' : 'every';
    return { who: t(`network.who.${many}`, { number: tasks }), count: tasks };
  }
  if ('group' in who) return { who: t('network.who.group', { group: t(`group.${who.group}`) }), count: 2 };
  const names = who.tasks.map((task) => t(`task.${task}`));
  return names.length === 1
    ? { who: t('network.who.task', { task: names[0] }), count: 1 }
    : { who: t('network.who.tasks', { list: list(language, names) }), count: names.length };
}

function clauseWords(t: Words, language: string, clause: Clause, model: Network, before: Clause | undefined): string {
  const { kind } = model;
  const own = isMasked(model);
  const experts = countWords(model);
  const tasks = presentOf(model).length;
  switch (clause.kind) {
    case 'noChoice':
      return t('network.title.noChoice');
    case 'single':
      return t('network.title.single');
    case 'even': {
      // A single task has no gates to be counted.
      const who: Who = tasks === 1 ? { tasks: tasksIn(model) } : { all: true };
      const by = subject(t, language, who, kind === 'omoe', tasks);
      return t(own ? 'network.title.evenOwn' : 'network.title.even', { ...by, experts });
    }
    case 'polarized':
      return t('network.title.polarized', subject(t, language, clause.who, kind === 'omoe', tasks));
    case 'lean': {
      const words = { ...subject(t, language, clause.who, kind === 'omoe', tasks), expert: clause.expert + 1 };
      return before?.kind === 'lean' ? t('network.title.leanToo', words) : t('network.title.lean', words);
    }
    case 'leanEach': {
      const ones = clause.on.map(({ task, expert }) =>
        t('network.title.leanOne', { task: t(`task.${task}`), expert: expert + 1 }),
      );
      return t('network.title.leanEach', { list: list(language, ones) });
    }
    case 'use': {
      const by = subject(t, language, clause.who, kind === 'omoe', tasks);
      // The second of two clauses about the same thing need not repeat it.
      if (before?.kind === 'use') {
        return clause.least === clause.most
          ? t('network.title.more', { ...by, number: clause.most })
          : t('network.title.moreRange', { ...by, least: clause.least, most: clause.most });
      }
      return clause.least === clause.most
        ? t(own ? 'network.title.useOwn' : 'network.title.use', { ...by, number: clause.most, experts })
        : t(own ? 'network.title.useRangeOwn' : 'network.title.useRange', {
            ...by,
            least: clause.least,
            most: clause.most,
            experts,
          });
    }
  }
}

const deadOf = ({ dead }: Pick<ArmView, 'dead'>): string[] =>
  Array.from(dead).flatMap((is, e) => (is ? [String(e + 1)] : []));

/** What the title says of the gates: two clauses fit on a line, and dead experts are greater news than the second. */
const shownClauses = (model: Network, arm: Pick<ArmView, 'utilization' | 'dead'>, threshold: number): Clause[] =>
  describeGates(model, arm.utilization, threshold).slice(0, deadOf(arm).length > 0 ? 1 : undefined);

/**
 * What is seen in the network now, in one sentence.
 * @param threshold - utilization under which an expert counts as unused
 * @param step - that is shown: before the first one nothing has been learned, and it says so
 */
export function titleWords(
  t: Words,
  language: string,
  model: Network,
  arm: Pick<ArmView, 'utilization' | 'dead'>,
  { threshold, step }: { threshold: number; step: number },
): string {
  const clauses = shownClauses(model, arm, threshold).map((clause, i, all) =>
    clauseWords(t, language, clause, model, all[i - 1]),
  );
  const dead = deadOf(arm);
  if (dead.length > 0)
    clauses.push(
      dead.length > 3
        ? t('network.title.deadMany', { count: dead.length, experts: model.experts })
        : t('network.title.dead', { count: dead.length, list: list(language, dead) }),
    );
  const what = clauses.reduce((first, second) => t('network.title.join', { first, second }));
  return capital(language, step === 0 ? t('network.title.untrained', { what }) : what);
}

/** How to read the picture; what "about n experts" and "dead" mean is said where the title says it, and nowhere else. */
export function subtitleWords(
  t: Words,
  model: Network,
  shown: readonly (Pick<ArmView, 'utilization' | 'dead'> | null)[],
  threshold: number,
): string {
  const clauses = shown.flatMap((arm) => (arm ? shownClauses(model, arm, threshold) : []));
  return readingWords(t, model, {
    counted: clauses.some(({ kind }) => kind === 'use'),
    dead: shown.some((arm) => arm && deadOf(arm).length > 0),
  });
}

/** The longest that {@link subtitleWords} comes to in this model: its room is kept, so that nothing moves when the title says something else. */
export const subtitleRoom = (t: Words, model: Network): string => readingWords(t, model, { counted: true, dead: true });

/** @param said - whether the title says "about n experts", and that an expert is dead */
function readingWords(t: Words, model: Network, said: { counted: boolean; dead: boolean }): string {
  if (model.kind === 'shared-bottom') return t('network.subtitle.none');
  return inSentences(
    t,
    t('network.subtitle.gates'),
    isMasked(model) ? t('network.subtitle.own') : '',
    said.counted ? t('network.subtitle.about', { experts: countWords(model) }) : '',
    said.dead ? t('network.subtitle.dead') : '',
  );
}

/** Who may use which experts; nothing where all may use all. */
function ownedWords(t: Words, model: Network): string {
  const runs = ownerRuns(model).map(({ owner, first, end }) =>
    t('network.describe.ownedBy', {
      experts: end - first > 1 ? `${String(first + 1)}–${String(end)}` : String(end),
      owner: ownerWords(t, owner),
    }),
  );
  return runs.length > 0 ? t('network.describe.owned', { list: runs.join(t('comma')) }) : '';
}

/** Of a table: to what its shallow tower adds; where the first task is not there it adds to nothing, and is not drawn. */
const shallowWords = (t: Words, model: Network): string =>
  tasksIn(model)[0] === 'click' ? t('network.describe.shallowTask', { task: t('task.click') }) : '';

/**
 * The structure of the network in words, for those who cannot see it.
 * @param cured - what of model B is not so: its cures, in words; empty where it is
 */
export function structureWords(t: Words, model: Network, features: FeatureCounts, cured = ''): string {
  const handling = {
    'shallow-tower': 'shallow',
    'input-feature': 'inputFeature',
    adversarial: 'adversary',
    none: null,
  } as const;
  const bias = handling[model.biasHandling];
  const table = model.present !== undefined;
  const shallow = model.biasHandling === 'shallow-tower';
  const names = tasksIn(model).map((task) => t(`task.${task}`));
  return inSentences(
    t,
    t(`network.describe.${table ? 'columns' : 'inputs'}`, {
      features: model.features,
      query: features.query,
      item: features.item,
    }),
    model.sharedUnits > 0 ? t('network.describe.shared', { units: model.sharedUnits }) : t('network.describe.direct'),
    t('network.describe.experts', { count: model.experts, units: model.expertUnits }),
    t(
      model.kind === 'mmoe'
        ? 'network.describe.mmoe'
        : model.kind === 'omoe'
          ? 'network.describe.omoe'
          : 'network.describe.none',
    ),
    ownedWords(t, model),
    shallow && table ? shallowWords(t, model) : bias ? t(`network.describe.${bias}`) : '',
    table ? t('network.describe.tasks', { names: names.join(t('comma')) }) : t('network.describe.groups'),
    cured && t('network.describe.cured', { cures: cured }),
  );
}

/**
 * Words inside the picture.
 * @param bent - whether model B has another activation than ReLU somewhere; @param table - whether the inputs are made of a table's columns
 */
export const networkWords = (t: Words, bent = false, table = false): NetworkWords => ({
  query: t('network.node.query'),
  item: t(`network.node.${table ? 'inputs' : 'item'}`),
  features: (number) => t('network.node.features', { number }),
  shared: t('network.node.shared'),
  units: (number) => t(bent ? 'network.node.plainUnits' : 'network.node.units', { number }),
  place: t('network.node.place'),
  bias: {
    'shallow-tower': t('network.node.shallow'),
    'input-feature': t('network.node.inputFeature'),
    adversarial: t('network.node.adversary'),
  },
  expert: (number) => t('network.node.expert', { number }),
  gate: t('network.node.gate'),
  gates: t('network.node.gates'),
  task: (task) => t(`task.${task}`),
  group: (group) => t(`group.${group}`),
  owner: (owner) => ownerWords(t, owner),
});

/** Name of a part in this model. */
export function partName(t: Words, model: Network, part: Part): string {
  switch (part.kind) {
    case 'input':
      return t('network.part.input');
    case 'shared':
      return t('network.part.shared');
    case 'expert':
      return isMasked(model)
        ? t('network.part.owned', { number: part.expert + 1, owner: ownerWords(t, ownerOf(model, part.expert)) })
        : t('network.part.expert', { number: part.expert + 1 });
    case 'gate':
      return model.kind === 'omoe'
        ? t('network.part.gateAll')
        : t('network.part.gate', { task: t(`task.${part.task}`) });
    case 'tower':
      return t('network.part.tower', { task: t(`task.${part.task}`) });
    case 'shallow':
      return t(
        model.biasHandling === 'input-feature'
          ? 'network.part.inputFeature'
          : model.biasHandling === 'adversarial'
            ? 'network.part.adversary'
            : 'network.part.shallow',
      );
  }
}

/** Name and value of a task's measure: AUC of a yes or no, mean squared error of a number, or R² where the variance of its labels is given. */
export function metricWords(
  t: Words,
  numbers: NumberWords,
  arm: Pick<ArmView, 'auc' | 'loss'>,
  k: number,
  model: Pick<Network, 'kinds'> = {},
  variance?: readonly number[],
): { name: string; value: string } {
  if (kindsOf(model)[k] === 'binary') return { name: t('network.metric.auc'), value: numbers.fixed(arm.auc[k], 3) };
  return variance
    ? { name: t('network.metric.r2'), value: numbers.fixed(rSquared(arm.loss[k], variance[k]), 3) }
    : { name: t('network.metric.mse'), value: numbers.fixed(arm.loss[k], 3) };
}
