import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPopulation } from '../../engine/check.ts';
import type { ReplicaSpec } from '../../model/spec.ts';
import { fieldOf } from '../../run/fields.ts';
import { regimeRun } from '../../run/regimes.ts';
import { modelOf, replicaOf, type RunSpec } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { createWorld } from '../../world/world.ts';
import { allCures, cureBase, curesStudy, modelWith, sweptCures } from './arms.ts';
import {
  changesOf,
  checkCombination,
  CureError,
  idOf,
  parseCombination,
  parseCures,
  type Combination,
  type Dose,
} from './combination.ts';
import { CURE_NAMES, CURE_REGIMES, CURES, infoOf, type CureName } from './vocabulary.ts';

const run = regimeRun('async');
const model = modelOf(run);
const parsed = (text: string): Combination => parseCombination(text, 'async', model);

/** What a text is refused with. */
function refused(text: string): Pick<CureError, 'code' | 'about' | 'message'> {
  try {
    parseCures(text, 'async', model);
  } catch (error) {
    if (error instanceof CureError) return error;
    throw error;
  }
  throw new Error(`"${text}" was taken`);
}

/** Any cure at any strength that it may have. */
const anyDose: fc.Arbitrary<Dose> = fc
  .constantFrom(...CURE_NAMES.filter((name) => name !== 'none'))
  .chain((name): fc.Arbitrary<Dose> => {
    const { strength } = infoOf(name);
    if (!strength) return fc.constant({ name, strength: null });
    const { min, max, whole } = strength;
    const values = whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
    return values.map((value) => ({ name, strength: value }));
  });

const sound = (combination: Combination): boolean => {
  try {
    checkCombination(combination, model);
    return true;
  } catch {
    return false;
  }
};

describe('the vocabulary', () => {
  it('has the names that were asked for', () => {
    expect(CURE_NAMES).toEqual(
      expect.arrayContaining([
        ...['none', 'dropout', 'importance', 'switch', 'lossFree', 'entropy', 'zLoss', 'logitL2', 'temperature', 'cap'],
        ...['noise', 'sigmoid', 'clip', 'staleness', 'warmUp', 'rate', 'decay', 'leaky', 'swish', 'layerNorm', 'cgc'],
        'uniform',
      ]),
    );
  });

  it('says of each what it acts on', () => {
    const of = (kind: string): string => CURE_NAMES.filter((name) => infoOf(name).kind === kind).join(' ');
    expect(of('gate')).toBe(
      'none dropout importance switch lossFree entropy zLoss logitL2 temperature annealing cap noise sigmoid gateRate zeroGates uniform',
    );
    expect(of('optimizer')).toBe('clip staleness warmUp rate decay');
    expect(of('expert')).toBe('leaky swish swishExperts layerNorm');
    expect(of('architecture')).toBe('cgc');
  });

  it('takes each cure as strong as it was fixed beforehand', () => {
    const usual = (name: CureName, regime: 'async' | 'adam'): unknown => infoOf(name).strength?.usual[regime];
    const known: [CureName, number, number][] = [
      ['dropout', 0.1, 0.1],
      ['importance', 0.03, 0.03],
      ['switch', 0.05, 0.01],
      ['lossFree', 0.03, 0.03],
      ['entropy', 0.01, 0.01],
      ['zLoss', 0.001, 0.01],
      ['logitL2', 0.001, 0.001],
      ['temperature', 2, 2],
      ['annealing', 4, 4],
      ['cap', 2.5, 2.5],
      ['noise', 1, 1],
      ['gateRate', 0.1, 0.3],
      ['clip', 0.3, 0.3],
      ['warmUp', 60, 30],
      ['rate', 0.5, 0.5],
      ['decay', 0.1, 0.1],
    ];
    for (const [name, async, adam] of known)
      expect([name, usual(name, 'async'), usual(name, 'adam')]).toEqual([name, async, adam]);
    expect(CURE_NAMES.filter((name) => infoOf(name).strength !== undefined)).toEqual(
      expect.arrayContaining(known.map(([name]) => name)),
    );
    expect(known).toHaveLength(CURE_NAMES.filter((name) => infoOf(name).strength !== undefined).length);
  });

  it.each(CURE_REGIMES)('sweeps strengths that are allowed, the usual one of %s among them', (regime) => {
    for (const [name, { strength }] of Object.entries(CURES).map(
      ([name]) => [name, infoOf(name as CureName)] as const,
    )) {
      if (!strength) continue;
      expect([name, strength.sweep.includes(strength.usual[regime])]).toEqual([name, true]);
      for (const value of strength.sweep) expect(value >= strength.min && value <= strength.max).toBe(true);
    }
    expect(sweptCures(regime, regimeRun(regime)).length).toBeGreaterThan(80);
  });

  it.each([
    [1, false],
    [2, true],
    [16, true],
  ])('of %d workers, has what stale gradients need: %s', (workers, stale) => {
    expect(allCures('async', cureBase('async', { workers })).map(idOf).includes('staleness')).toBe(stale);
  });
});

describe('cures as they are written', () => {
  it('name themselves, with a strength or as strong as usual in the regime', () => {
    expect(parsed('lossFree')).toEqual([{ name: 'lossFree', strength: 0.03 }]);
    expect(parsed('switch')).toEqual([{ name: 'switch', strength: 0.05 }]);
    expect(parseCombination('switch', 'adam', model)).toEqual([{ name: 'switch', strength: 0.01 }]);
    expect(parsed('switch:1e-2')).toEqual([{ name: 'switch', strength: 0.01 }]);
    expect(parsed(' decay:0.1 + lossFree:.03')).toEqual([
      { name: 'decay', strength: 0.1 },
      { name: 'lossFree', strength: 0.03 },
    ]);
    expect(parsed('swish')).toEqual([{ name: 'swish', strength: null }]);
    expect(parsed('none')).toEqual([]);
    expect(idOf([])).toBe('none');
    expect(idOf(parsed('decay+swish+lossFree:.03'))).toBe('decay:0.1+swish+lossFree:0.03');
  });

  it('stand once in a list', () => {
    expect(parseCures('none,dropout,dropout:0.1,dropout:0.2', 'async', model).map(idOf)).toEqual([
      'none',
      'dropout:0.1',
      'dropout:0.2',
    ]);
  });

  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyDose, { maxLength: 4, selector: ({ name }) => name }), (doses) => {
        fc.pre(sound(doses));
        expect(parsed(idOf(doses))).toEqual(doses);
      }),
    );
  });

  it.each([
    ['lossfree', 'unknown', 'there is no cure "lossfree"'],
    ['', 'empty', 'missing'],
    ['dropout,', 'empty', 'missing'],
    ['dropout+', 'empty', 'missing'],
    ['dropout:', 'number', '"" of dropout is no number'],
    ['dropout:much', 'number', '"much" of dropout is no number'],
    ['dropout:NaN', 'number', 'no number'],
    ['dropout:1e999', 'number', 'no number'],
    ['dropout:0', 'range', 'the strength of dropout must be from 0.001 to 0.5, not 0'],
    ['dropout:0.51', 'range', 'not 0.51'],
    ['cap:-2', 'range', 'not -2'],
    ['warmUp:2.5', 'range', 'must be a whole number from 1 to 5000, not 2.5'],
    ['swish:2', 'no-strength', 'swish has no strength'],
    ['rate+rate:0.1', 'twice', 'rate stands twice'],
    ['none+swish', 'none', 'none cannot be combined'],
    ['sigmoid+switch', 'conflict', 'sigmoid and switch exclude one another'],
    ['sigmoid+zLoss', 'conflict', 'sigmoid and zLoss exclude one another'],
    ['leaky+swish', 'conflict', 'leaky and swish exclude one another'],
    ['layerNorm+leaky', 'conflict', 'layerNorm and leaky exclude one another'],
    ['temperature+annealing', 'conflict', 'temperature and annealing exclude one another'],
    ['uniform+lossFree', 'conflict', 'uniform and lossFree exclude one another'],
    ['gateRate+uniform', 'conflict', 'uniform and gateRate exclude one another'],
  ])('are refused as %j: %s', (text, code, message) => {
    const error = refused(text);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('say whose fault a conflict is', () => {
    expect(refused('decay+sigmoid+switch').about).toEqual(['sigmoid', 'switch']);
    expect(() => parseCombination('layerNorm', 'async', { expertUnits: 1 })).toThrow(
      /^layer norm needs experts of at least 2 units$/,
    );
  });

  it('go together where they change other things, or the same to the same', () => {
    for (const text of ['swish+layerNorm', 'sigmoid+importance', 'uniform+zeroGates', 'cgc+swish', 'temperature+cap'])
      expect(idOf(parsed(text)).split('+')).toHaveLength(2);
  });
});

describe('what cures change', () => {
  /** The run of a cure, as a study makes it. */
  function cured(text: string): RunSpec {
    const study = curesStudy({ base: run, combinations: [parsed(text)], seeds: 1, seedBase: 5 });
    return { ...studyRun(study, study.arms[0], 5), seeds: run.seeds };
  }
  const replica = (text: string): ReplicaSpec => {
    const own = cured(text);
    return replicaOf(own, own.training.gateDropout);
  };
  const plain = replicaOf(run, 0);

  it('nothing without one', () => {
    expect(cured('none')).toEqual(run);
    expect(replica('none')).toEqual(plain);
  });

  it.each([
    ['importance:0.2', { importance: 0.2 }],
    ['switch:0.2', { switchLoss: 0.2 }],
    ['lossFree:0.2', { lossFree: 0.2 }],
    ['entropy:0.2', { entropy: 0.2 }],
    ['zLoss:0.2', { zLoss: 0.2 }],
    ['logitL2:0.2', { logitL2: 0.2 }],
    ['temperature:3', { temperature: 3 }],
    ['annealing:3', { temperature: 3, annealing: 0.5 }],
    ['cap:3', { cap: 3 }],
    ['noise:3', { noise: 3 }],
    ['sigmoid', { gateKind: 'sigmoid' }],
    ['clip:3', { clip: 3 }],
    ['staleness', { stalenessAware: true }],
    ['warmUp:3', { warmUp: 3 }],
    ['decay:0.2', { decayTo: 0.2 }],
    ['leaky', { expertActivation: 'leaky' }],
    ['swishExperts', { expertActivation: 'swish' }],
    ['swish', { expertActivation: 'swish', sharedActivation: 'swish' }],
    ['layerNorm', { layerNorm: true, expertActivation: 'swish' }],
    ['decay:0.2+lossFree:0.1', { decayTo: 0.2, lossFree: 0.1 }],
  ])('cures of a replica: %s', (text, cures) => {
    expect(replica(text)).toEqual({ ...plain, cures });
  });

  it.each([
    ['dropout:0.2', { gateDropout: 0.2 }],
    ['rate:0.5', { learningRate: 0.25 }],
    ['gateRate:0.3', { gateRate: 0.3 }],
    ['zeroGates', { gateInitScale: 0 }],
    ['uniform', { gateRate: 0, gateInitScale: 0 }],
    ['cgc', {}],
  ])('what else a replica is told: %s', (text, changed) => {
    expect(replica(text)).toEqual({ ...plain, ...changed });
  });

  it('the structure, of two alone', () => {
    // A task’s own expert at one end or the other, four that all share between them.
    expect(modelWith(run, parsed('cgc'))).toEqual({
      ...model,
      visible: [0b00111101, 0b00111110, 0b01111100, 0b10111100],
    });
    const other = CURE_NAMES.filter((name) => JSON.stringify(modelWith(run, parsed(name))) !== JSON.stringify(model));
    expect(other).toEqual(['importance', 'switch', 'lossFree', 'cgc']);
  });

  it('nothing that a control of the page could not', () => {
    for (const name of CURE_NAMES) {
      const { strength } = infoOf(name);
      for (const value of strength ? [strength.min, strength.max] : [null])
        for (const [path, set] of Object.entries(changesOf([{ name, strength: value }]))) {
          const field = fieldOf(path);
          if (field.kind !== 'number' || typeof set !== 'number') continue;
          expect([path, set >= field.min && set <= field.max]).toEqual([path, true]);
        }
    }
  });

  it('nothing that cannot be trained', () => {
    const world = createWorld({ ...run.world, impressions: 90, heldOut: 45 }, 1);
    const trainable = (combination: Combination): void => {
      const own = cured(idOf(combination));
      const { steps, batch, optimizer, decayTo, mask } = own.training;
      const training = { steps, batch, optimizer, decayTo, mask };
      const replicas = [replicaOf(own, own.training.gateDropout)];
      checkPopulation({ model: modelOf(own), training, replicas }, [world]);
    };
    for (const regime of CURE_REGIMES) [...allCures(regime, run), ...sweptCures(regime, run)].forEach(trainable);
    fc.assert(
      fc.property(fc.uniqueArray(anyDose, { maxLength: 4, selector: ({ name }) => name }), (doses) => {
        fc.pre(sound(doses));
        trainable(doses);
      }),
    );
  });
});
