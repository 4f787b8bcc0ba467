import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { randomData } from '../engine/testing/populations.ts';
import { fieldOf, withField, type FieldValue } from './fields.ts';
import { idleReason, otherData } from './idle.ts';
import { defaultState, type LabState } from './labState.ts';
import { modelOf, populationOf } from './runSpec.ts';
import { parameterLayout } from '../model/layout.ts';

const KINDS = ['mmoe', 'omoe', 'shared-bottom'] as const;
const HANDLINGS = ['none', 'input-feature', 'adversarial', 'shallow-tower'] as const;

/** Another value than the default, for each field that may be idle. */
const OTHER: Record<string, FieldValue> = {
  'run.model.experts': 3,
  'run.model.sharing': 'groups',
  'run.model.identicalExperts': true,
  'run.model.gateInitScale': 3,
  'run.training.gateDropout': 0.5,
  'run.training.mask': 'batch',
  'run.training.gateRate': 4,
  'run.training.tableRate': 4,
  'run.training.adversarialWeight': 2,
  'run.training.positionDropout': 0.5,
  ...Object.fromEntries(
    Object.entries({
      lossFree: 0.1,
      importance: 0.5,
      switchLoss: 0.5,
      entropy: 0.5,
      zLoss: 0.5,
      logitL2: 0.5,
      temperature: 3,
      annealing: 0.5,
      cap: 0.5,
      noise: 1,
      gateKind: 'sigmoid',
      gateRate: 4,
      zeroGates: true,
      uniform: true,
      expertActivation: 'swish',
      sharedActivation: 'swish',
      layerNorm: true,
      rate: 0.5,
      decayTo: 0,
      warmUp: 10,
      clip: 0.01,
      stalenessAware: true,
    }).map(([name, value]) => [`run.training.cures.${name}`, value]),
  ),
};

const stateOf = (kind: string, handling: string): LabState => {
  const set = (state: LabState, path: string, value: FieldValue): LabState => withField(state, fieldOf(path), value);
  const small = [
    ['run.world.queryFeatures', 1],
    ['run.world.itemFeatures', 2],
    ['run.model.experts', 4],
    ['run.model.expertUnits', 6],
    ['run.model.sharedUnits', 8],
    ['run.training.gateDropout', 0.3],
    ['run.training.batch', 8],
    ['run.training.cures.temperature', 2],
    ['run.training.steps', 50],
    ['run.model.kind', kind],
    ['run.model.biasHandling', handling],
  ] as const;
  return small.reduce((state, [path, value]) => set(state, path, value), defaultState());
};

/** Parameters and moments of both lockstep models after three steps. */
async function trained({ run }: LabState): Promise<number[]> {
  const engine = await createScalarEngine(populationOf(run), [randomData(5, 3)]);
  await engine.train(3);
  const { state } = await engine.checkpoint();
  engine.dispose();
  return [...state];
}

describe.each(KINDS)('of a model of the kind %s', (kind) => {
  it.each(HANDLINGS)(
    'with %s, the settings that are called idle change nothing, and the others do',
    async (handling) => {
      const state = stateOf(kind, handling);
      const usual = await trained(state);
      // Both lockstep models are then one.
      const half = usual.length / 2;
      expect(usual.every((each, i) => each === usual[i % half])).toBe(kind === 'shared-bottom');
      const idle: string[] = [];
      for (const [path, value] of Object.entries(OTHER)) {
        const other = await trained(withField(state, fieldOf(path), value));
        if (other.length === usual.length && other.every((each, i) => each === usual[i])) idle.push(path);
      }
      expect(Object.keys(OTHER).filter((path) => idleReason(state.run, path) !== null)).toEqual(idle);
    },
  );
});

describe('the reason', () => {
  const reason = (kind: string, handling: string, path: string) => idleReason(stateOf(kind, handling).run, path);
  it('is the model’s', () => {
    expect(reason('shared-bottom', 'none', 'run.model.experts')).toBe('oneExpert');
    expect(reason('shared-bottom', 'none', 'run.training.gateDropout')).toBe('noGates');
    expect(reason('shared-bottom', 'none', 'run.threshold')).toBe('noGates');
    expect(reason('mmoe', 'none', 'run.training.tableRate')).toBe('noTower');
    expect(reason('mmoe', 'shallow-tower', 'run.training.adversarialWeight')).toBe('noAdversary');
    expect(reason('omoe', 'none', 'run.training.positionDropout')).toBe('noPosition');
    expect(reason('omoe', 'none', 'run.threshold')).toBeNull();
    expect(reason('shared-bottom', 'none', 'run.model.expertUnits')).toBeNull();
    expect(reason('shared-bottom', 'none', 'run.model.sharing')).toBe('oneExpert');
    expect(reason('omoe', 'none', 'run.model.sharing')).toBe('oneGate');
    expect(reason('mmoe', 'none', 'run.model.sharing')).toBeNull();
  });
});

describe('what shapes the weights of gates', () => {
  const uniform = withField(stateOf('mmoe', 'none'), fieldOf('run.training.cures.uniform'), true);
  const shapes = ['importance', 'switchLoss', 'entropy', 'zLoss', 'logitL2', 'temperature', 'cap', 'gateKind'].map(
    (name) => `run.training.cures.${name}`,
  );
  const set = (state: LabState, path: string): LabState => withField(state, fieldOf(path), OTHER[path]);
  /** Parameters of model B but for what its gates keep of their last batch. */
  const ofB = async (state: LabState): Promise<number[]> => {
    const { run } = state;
    const engine = await createScalarEngine(populationOf(run), [randomData(5, 3)]);
    await engine.train(3);
    const { replicas } = await engine.evaluate({ full: true });
    engine.dispose();
    const { length } = parameterLayout(modelOf(uniform.run));
    return [...replicas[1].full!.parameters.subarray(0, length)];
  };

  it.each(shapes)('is nothing to gates that are fixed uniform, unless gradients are clipped: %s', async (path) => {
    expect(idleReason(uniform.run, path)).toBe('uniformGates');
    expect(await ofB(set(uniform, path))).toEqual(await ofB(uniform));
    const clipped = set(uniform, 'run.training.cures.clip');
    expect(idleReason(clipped.run, path)).toBeNull();
  });
});

describe('how experts are shared', () => {
  const shared = (sharing: string, experts: number): LabState =>
    withField(
      withField(stateOf('mmoe', 'none'), fieldOf('run.model.experts'), experts),
      fieldOf('run.model.sharing'),
      sharing,
    );
  it.each([
    ['groups', 2],
    ['tasks', 4],
  ])('%s does nothing with %i experts, and something with one more', async (sharing, experts) => {
    const path = 'run.model.sharing';
    expect(idleReason(shared(sharing, experts).run, path)).toBe('fewExperts');
    expect(await trained(shared(sharing, experts))).toEqual(await trained(shared('all', experts)));
    expect(idleReason(shared(sharing, experts + 1).run, path)).toBeNull();
    expect(await trained(shared(sharing, experts + 1))).not.toEqual(await trained(shared('all', experts + 1)));
  });
  it('as a cure, does something where model A does not share them so already', () => {
    const path = 'run.training.cures.sharing';
    const why = (kind: string, own: string, experts: number) => {
      const state = withField(shared(own, experts), fieldOf('run.model.kind'), kind);
      return idleReason(withField(state, fieldOf(path), 'tasks').run, path);
    };
    expect([why('mmoe', 'all', 5), why('mmoe', 'groups', 5)]).toEqual([null, null]);
    expect([why('mmoe', 'tasks', 5), why('mmoe', 'all', 4)]).toEqual(['sameExperts', 'fewExperts']);
    expect([why('omoe', 'all', 5), why('shared-bottom', 'all', 5)]).toEqual(['oneGate', 'oneExpert']);
    expect(idleReason(shared('all', 5).run, path)).toBeNull();
  });
  it('apart, does something with two experts already', async () => {
    expect(idleReason(shared('apart', 2).run, 'run.model.sharing')).toBeNull();
    expect(await trained(shared('apart', 2))).not.toEqual(await trained(shared('all', 2)));
  });
});

describe('settings of other data', () => {
  it('are the platform’s but for its two numbers of rows, and how the sample is read', () => {
    const reasons = (name: 'synthetic' | 'census' | 'own') =>
      ['run.world.noise', 'run.world.impressions', 'run.world.heldOut', 'run.source.inputs', 'run.source.columns'].map(
        (path) => otherData({ source: { name, inputs: 64, columns: 'all' } }, path),
      );
    expect(reasons('synthetic')).toEqual([null, null, null, 'notSample', 'notSample']);
    expect(reasons('census')).toEqual(['table', null, null, null, null]);
    expect(reasons('own')).toEqual(['table', null, null, 'notSample', 'notSample']);
  });
});
