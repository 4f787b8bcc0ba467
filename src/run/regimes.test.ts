import { describe, expect, it } from 'vitest';
import { checkPopulation } from '../engine/check.ts';
import { randomData } from '../engine/testing/populations.ts';
import { DEFAULT_RATES } from './defaultRates.ts';
import { CHAPTERS, defaultState, DEVICE_VIEWS, SPEEDS } from './labState.ts';
import { positionBiasRun, regimeRun, REGIMES } from './regimes.ts';
import { defaultRun, modelOf, populationOf, replicaOf } from './runSpec.ts';

// Settings that figures in the documentation were measured with: who changes one has to measure again.

const world = {
  logging: 'ranked',
  impressions: 27_000,
  heldOut: 4500,
  queryFeatures: 6,
  itemFeatures: 10,
  candidates: 15,
  sines: 1,
  simplerSatisfaction: 0,
  sharedPhases: 'group',
  cosineWithin: 0.9,
  cosineAcross: 0,
  clickGain: 1.2,
  clickOffset: -0.3,
  likeGain: 3,
  regressionNoise: 0.1,
  labels: 'clicked',
  clickModel: 'additive',
  biasStrength: 1,
  randomness: 0.3,
  misalignment: 0.7,
};
const model = {
  kind: 'mmoe',
  sharedUnits: 16,
  experts: 8,
  sharing: 'all',
  expertUnits: 8,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
  initScale: 1,
  gateInitScale: 1,
  identicalExperts: false,
};
const cures = {
  sharedActivation: 'relu',
  expertActivation: 'relu',
  layerNorm: false,
  gateKind: 'softmax',
  importance: 0,
  switchLoss: 0,
  entropy: 0,
  zLoss: 0,
  logitL2: 0,
  lossFree: 0,
  temperature: 1,
  annealing: 0,
  cap: 0,
  noise: 0,
  clip: 0,
  stalenessAware: false,
  warmUp: 0,
  decayTo: 1,
  rate: 1,
  gateRate: 1,
  zeroGates: false,
  uniform: false,
  sharing: 'all',
};
const training = {
  steps: 600,
  batch: 32,
  optimizer: 'adagrad',
  learningRate: 0.7,
  decayTo: 0,
  l2: 0.001,
  workers: 4,
  gateDropout: 0.1,
  mask: 'example',
  positionDropout: 0.1,
  tableRate: 1,
  gateRate: 1,
  adversarialWeight: 0.3,
  taskWeights: [1, 1, 1, 1],
  cures,
};
const seeds = { data: 16, init: 16, dropout: 16, batch: 16 };
const { biasCurves } = defaultRun().world;
const opening = {
  source: { name: 'synthetic', inputs: 64, columns: 'all' },
  world: { ...world, biasCurves, sines: 2, randomness: 0.5, labels: 'all', heldOut: 1800 },
  model,
  training,
  seeds,
  threshold: 0.01,
};

describe('the setting', () => {
  it('that the page opens with', () => {
    expect(defaultRun()).toEqual(opening);
    expect(defaultState()).toEqual({
      run: opening,
      timeline: [],
      view: { chapter: 'train', speed: 30, arm: 0, device: 'pooled' },
    });
    expect([...CHAPTERS]).toEqual([
      'train',
      'gates',
      'polarization',
      'cures',
      'position-bias',
      'compare',
      'serve',
      'live',
      'loop',
      'data',
      'glossary',
      'about',
    ]);
    expect([...SPEEDS]).toEqual([2, 10, 30, 100, 0]);
    expect([...DEVICE_VIEWS]).toEqual(['pooled', 'phone', 'desktop', 'tv']);
    expect(DEFAULT_RATES).toEqual({ runs: 200, withoutDropout: 69, withDropout: 47 });
  });

  it('of each polarization regime', () => {
    expect([...REGIMES]).toEqual(['async', 'adam', 'default']);
    const independent = {
      ...world,
      biasCurves,
      logging: 'none',
      impressions: 4000,
      heldOut: 1000,
      sines: 3,
      labels: 'all',
      clickGain: 3,
      clickOffset: 0,
    };
    const asynchronous = { ...training, learningRate: 0.5, decayTo: 1, gateDropout: 0, positionDropout: 0 };
    const regime = { ...opening, world: independent, model: { ...model, biasHandling: 'none' } };
    expect(regimeRun('async')).toEqual({ ...regime, training: asynchronous });
    expect(regimeRun('adam')).toEqual({
      ...regime,
      model: { ...regime.model, initScale: 0.5 },
      training: { ...asynchronous, optimizer: 'adam', learningRate: 0.02, workers: 1, steps: 300 },
    });
    expect(regimeRun('default')).toEqual({ ...opening, training: { ...training, gateDropout: 0 } });
  });

  it('of the position bias', () => {
    expect(positionBiasRun()).toEqual({
      ...opening,
      world: { ...world, biasCurves },
      training: {
        ...training,
        optimizer: 'adam',
        learningRate: 0.01,
        l2: 0,
        workers: 1,
        steps: 1000,
        batch: 64,
        gateDropout: 0,
        tableRate: 2,
      },
    });
  });
});

describe('what an engine is given of a run', () => {
  const run = defaultRun();
  it('is its model, with as many inputs as the world has features', () => {
    expect(modelOf(run)).toEqual({
      kind: 'mmoe',
      sharedUnits: 16,
      experts: 8,
      expertUnits: 8,
      towerUnits: 0,
      biasHandling: 'shallow-tower',
      features: 16,
    });
    const cgc = { ...run.model, sharing: 'groups', experts: 4 } as const;
    // Experts 0 engagement's, 1 and 2 shared, 3 satisfaction's.
    expect(modelOf({ ...run, model: cgc }).visible).toEqual([0b0111, 0b0111, 0b1110, 0b1110]);
    for (const other of [{ kind: 'omoe' }, { kind: 'shared-bottom' }, { experts: 2 }] as const)
      expect(modelOf({ ...run, model: { ...cgc, ...other } })).not.toHaveProperty('visible');
    expect(modelOf({ ...run, model: { ...run.model, kind: 'shared-bottom' } }).experts).toBe(1);
    expect(modelOf({ ...run, model: { ...run.model, kind: 'omoe' } }).experts).toBe(8);
  });

  it('is two arms that differ in gate dropout alone', () => {
    const own = { ...run, seeds: { data: 1, init: 2, dropout: 3, batch: 4 } };
    const arm = {
      data: 0,
      seeds: { init: 2, dropout: 3, batch: 4 },
      learningRate: 0.7,
      gateDropout: 0,
      positionDropout: 0.1,
      workers: 4,
      l2: 0.001,
      taskWeights: [1, 1, 1, 1],
      initScale: 1,
      gateInitScale: 1,
      identicalExperts: false,
      tableRate: 1,
      gateRate: 1,
      adversarialWeight: 0.3,
    };
    const { training: common, replicas } = populationOf(own);
    expect(common).toEqual({ steps: 600, batch: 32, optimizer: 'adagrad', decayTo: 0, mask: 'example' });
    expect(replicas).toEqual([arm, { ...arm, gateDropout: 0.1 }]);
    expect(replicaOf(own, 0.3, 2)).toEqual({ ...arm, gateDropout: 0.3, data: 2 });
    expect(populationOf(own).model).not.toHaveProperty('balance');
    expect(replicas.some((replica) => 'cures' in replica)).toBe(false);
  });

  const cured = (more: Partial<typeof run.training.cures>) => ({
    ...run,
    training: { ...run.training, cures: { ...run.training.cures, ...more } },
  });

  it.each([
    [{ expertActivation: 'swish', decayTo: 0.1 }, { cures: { expertActivation: 'swish', decayTo: 0.1 } }, false],
    [{ lossFree: 0.03 }, { cures: { lossFree: 0.03 } }, true],
    [{ importance: 0.03 }, { cures: { importance: 0.03 } }, true],
    [{ switchLoss: 0.05 }, { cures: { switchLoss: 0.05 } }, true],
    [{ entropy: 0.01, zLoss: 0.001, logitL2: 0.5 }, { cures: { entropy: 0.01, zLoss: 0.001, logitL2: 0.5 } }, false],
    // What a replica says otherwise: no cure of the engines.
    [{ rate: 0.5 }, { learningRate: 0.35 }, false],
    [{ gateRate: 0.1 }, { gateRate: 0.1 }, false],
    [{ zeroGates: true }, { gateInitScale: 0 }, false],
    [{ uniform: true }, { gateRate: 0, gateInitScale: 0 }, false],
    [{ rate: 0.5, lossFree: 0.03 }, { learningRate: 0.35, cures: { lossFree: 0.03 } }, true],
  ] as const)('%j is told to the second alone, and nothing beside it', (more, told, balance) => {
    const own = cured(more);
    const [a, b] = populationOf(own).replicas;
    expect(a).toEqual(populationOf(run).replicas[0]);
    expect(b).toEqual({ ...populationOf(run).replicas[1], ...told });
    // A run of a study has its cures whatever its dropout.
    expect(replicaOf(own, 0)).toEqual({ ...populationOf(run).replicas[0], ...told });
    expect(modelOf(own)).toEqual(balance ? { ...modelOf(run), balance: true } : modelOf(run));
    expect(() => {
      checkPopulation(populationOf(own), [randomData(1, 16)]);
    }).not.toThrow();
  });

  it('keeps no balance where there are no gates', () => {
    const bottom = { ...cured({ lossFree: 0.03 }), model: { ...run.model, kind: 'shared-bottom' as const } };
    expect(modelOf(bottom)).not.toHaveProperty('balance');
    const one = { ...cured({ lossFree: 0.03 }), model: { ...run.model, kind: 'omoe' as const } };
    expect(modelOf(one)).toHaveProperty('balance', true);
  });
});
