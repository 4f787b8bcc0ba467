/** Which settings stand first: the handful that a chapter is about, in the order in which one would try them. Pure. */
import { FIELDS, fieldOf, type Field, type FieldGroup } from '../../../run/fields.ts';
import { otherData } from '../../../run/idle.ts';
import type { Chapter } from '../../../run/labState.ts';
import type { RunSpec } from '../../../run/runSpec.ts';

export const GROUPS = ['world', 'model', 'training', 'cures', 'seeds'] as const satisfies readonly FieldGroup[];

const TRAIN = [
  'training.gateDropout',
  'training.workers',
  'training.learningRate',
  'training.optimizer',
  'model.experts',
  'model.kind',
  'model.biasHandling',
  'training.steps',
];

const HANDFUL: Record<Chapter, readonly string[]> = {
  train: TRAIN,
  gates: [
    'model.experts',
    'model.sharing',
    'training.gateDropout',
    'model.gateInitScale',
    'world.cosineAcross',
    'world.simplerSatisfaction',
    'model.kind',
    'threshold',
  ],
  polarization: [
    'training.workers',
    'training.optimizer',
    'training.learningRate',
    'training.gateDropout',
    'model.initScale',
    'model.sharedUnits',
    'model.identicalExperts',
    'threshold',
  ],
  cures: [
    'training.optimizer',
    'training.workers',
    'training.learningRate',
    'training.gateDropout',
    'training.cures.lossFree',
    'training.cures.importance',
    'training.cures.clip',
    'training.cures.expertActivation',
  ],
  'position-bias': [
    'world.biasStrength',
    'world.randomness',
    'world.misalignment',
    'world.clickModel',
    'model.biasHandling',
    'training.positionDropout',
    'training.tableRate',
    'world.impressions',
  ],
  serve: [
    'model.biasHandling',
    'training.steps',
    'world.cosineAcross',
    'world.candidates',
    'world.biasStrength',
    'world.labels',
    'model.kind',
    'training.positionDropout',
  ],
  compare: [
    'model.kind',
    'model.experts',
    'model.expertUnits',
    'model.towerUnits',
    'world.cosineAcross',
    'world.sines',
    'training.taskWeights',
    'training.steps',
  ],
  // Its model and world can be an arm, and the world, of an experiment.
  live: TRAIN,
  loop: [
    'world.misalignment',
    'world.randomness',
    'world.biasStrength',
    'model.biasHandling',
    'training.positionDropout',
    'training.tableRate',
    'training.adversarialWeight',
    'world.impressions',
  ],
  data: [
    'world.impressions',
    'world.sines',
    'world.cosineAcross',
    'world.labels',
    'world.logging',
    'world.randomness',
    'world.clickOffset',
    'seeds.data',
  ],
  // One looks something up there, and tries it on the run that trains.
  glossary: TRAIN,
  about: TRAIN,
};

/** The fields that a chapter is about. */
export const handfulOf = (chapter: Chapter): Field[] => HANDFUL[chapter].map((path) => fieldOf(`run.${path}`));

/** Everything that has a control. */
export const SETTINGS: readonly Field[] = FIELDS.filter(({ hidden, group }) => !hidden && group !== 'view');

/** Settings of other data than those of a run: they stand apart, and do nothing for it. */
export const ofOtherData = (run: Pick<RunSpec, 'source'>): Field[] =>
  SETTINGS.filter(({ path }) => otherData(run, path) !== null);

/** The other settings of a group. */
export const restOf = (group: FieldGroup, handful: readonly Field[]): Field[] =>
  SETTINGS.filter((field) => field.group === group && !handful.includes(field));

/**
 * Chapters that show results stored beforehand, which no setting of the run changes, and the words that say so. In *Polarization* races and sweeps are
 * counted by the present threshold (the table of all settings by that of its cures); in *Cures* the advice is that of the nearest stored setting.
 */
export const STORED_WORDS: Partial<Record<Chapter, 'stored' | 'storedButThreshold' | 'storedButAdvice'>> = {
  polarization: 'storedButThreshold',
  cures: 'storedButAdvice',
  compare: 'stored',
  live: 'stored',
  loop: 'stored',
};
