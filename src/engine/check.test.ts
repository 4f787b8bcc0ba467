import { describe, expect, it } from 'vitest';
import { SpecError, type PopulationSpec } from '../model/spec.ts';
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

  it('names data that do not fit', () => {
    expect(() => checkPopulation(smallPopulation(), [randomData(1, 5)])).toThrow('data[0].featureCount must be 4');
    expect(() => checkPopulation(smallPopulation(), [{ train: randomLog(1, 0, 4), heldOut: data[0].heldOut }])).toThrow(
      'data[0]',
    );
  });
});
