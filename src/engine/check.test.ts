import { describe, expect, it } from 'vitest';
import type { Cures } from '../model/cures.ts';
import { SpecError, type ModelSpec, type PopulationSpec } from '../model/spec.ts';
import { checkPopulation } from './check.ts';
import { randomData, randomLog, REPLICA, smallPopulation } from './testing/populations.ts';

const data = [randomData(1, 4)];

describe('checkPopulation', () => {
  it('accepts what the tests train', () => {
    expect(() => checkPopulation(smallPopulation(), data)).not.toThrow();
  });

  it.each<[string, PopulationSpec]>([
    ['model.experts', smallPopulation({ model: { experts: 0 } })],
    ['model.sharedUnits', smallPopulation({ model: { sharedUnits: 0, biasHandling: 'adversarial' } })],
    ['training.steps', smallPopulation({ training: { steps: 0 } })],
    ['training.batch', smallPopulation({ training: { batch: 1.5 } })],
    ['training.decayTo', smallPopulation({ training: { decayTo: NaN } })],
    ['replicas must', { ...smallPopulation(), replicas: [] }],
    ['replicas[1].data', smallPopulation({ replicas: [{}, { data: 1 }] })],
    ['replicas[0].seeds.dropout', smallPopulation({ replicas: [{ seeds: { ...REPLICA.seeds, dropout: -1 } }] })],
    ['replicas[0].learningRate', smallPopulation({ replicas: [{ learningRate: Infinity }] })],
    ['replicas[0].gateDropout', smallPopulation({ replicas: [{ gateDropout: 1.1 }] })],
    ['replicas[0].positionDropout', smallPopulation({ replicas: [{ positionDropout: NaN }] })],
    ['replicas[0].workers', smallPopulation({ replicas: [{ workers: 0 }] })],
    ['replicas[0].taskWeights must', smallPopulation({ replicas: [{ taskWeights: [1, 1] }] })],
    ['replicas[0].taskWeights[2]', smallPopulation({ replicas: [{ taskWeights: [1, 1, -1, 1] }] })],
  ])('names %s', (field, population) => {
    expect(() => checkPopulation(population, data)).toThrow(SpecError);
    expect(() => checkPopulation(population, data)).toThrow(field);
  });

  const withCures = (cures: Partial<Cures>, model: Partial<ModelSpec> = {}): PopulationSpec =>
    smallPopulation({ model, replicas: [{}, { cures }] });
  const wrongIn = (cures: Partial<Cures>, model?: Partial<ModelSpec>) => (): void =>
    checkPopulation(withCures(cures, model), data);

  it.each<[keyof Cures, number, number]>([
    ['importance', 0, 100],
    ['switchLoss', 0, 100],
    ['entropy', 0, 100],
    ['zLoss', 0, 100],
    ['logitL2', 0, 100],
    ['lossFree', 0, 10],
    ['temperature', 0.1, 100],
    ['annealing', 0, 1],
    ['cap', 0, 100],
    ['noise', 0, 100],
    ['clip', 0, 1e6],
    ['warmUp', 0, 1e6],
    ['decayTo', 0, 1],
  ])('a replica’s %s goes from %d to %d, and no further', (name, low, high) => {
    for (const value of [low, high]) expect(wrongIn({ [name]: value }, { balance: true })).not.toThrow();
    for (const value of [low - 0.01, high + 0.01, NaN]) {
      expect(wrongIn({ [name]: value }, { balance: true })).toThrow(SpecError);
      expect(wrongIn({ [name]: value }, { balance: true })).toThrow(
        `replicas[1].cures.${name} must be from ${String(low)} to ${String(high)}, not ${String(value)}`,
      );
    }
  });

  it('names an activation and a kind of gate that there are not', () => {
    for (const name of ['sharedActivation', 'expertActivation', 'gateKind'])
      expect(wrongIn({ [name]: 'gelu' })).toThrow(`replicas[1].cures.${name} must be `);
  });

  it('names cures that contradict one another or the model', () => {
    expect(wrongIn({ gateKind: 'sigmoid', zLoss: 0.1 })).toThrow('replicas[1].cures must be free of contradictions');
    expect(wrongIn({ layerNorm: true }, { expertUnits: 1 })).toThrow('not layer-norm-units');
    expect(wrongIn({ layerNorm: true }, { expertUnits: 2 })).not.toThrow();
  });

  it('wants the memory that balancing needs, where there are gates', () => {
    for (const cures of [{ lossFree: 0.1 }, { importance: 0.1 }, { switchLoss: 0.1 }]) {
      expect(wrongIn(cures)).toThrow('model.balance must be true for the cures of replicas[1]');
      expect(wrongIn(cures, { balance: true })).not.toThrow();
      expect(wrongIn(cures, { kind: 'shared-bottom', experts: 1 })).not.toThrow();
    }
    expect(wrongIn({ entropy: 0.1 })).not.toThrow();
  });

  it('names data that do not fit', () => {
    expect(() => checkPopulation(smallPopulation(), [randomData(1, 5)])).toThrow('data[0].featureCount must be 4');
    expect(() => checkPopulation(smallPopulation(), [{ train: randomLog(1, 0, 4), heldOut: data[0].heldOut }])).toThrow(
      'data[0]',
    );
  });
});
