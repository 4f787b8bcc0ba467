import { describe, expect, it } from 'vitest';
import type { Cures } from '../../model/cures.ts';
import { randomData, smallPopulation } from '../testing/populations.ts';
import { EngineLimitError } from '../types.ts';
import { sizesOf, type DeviceLimits } from './limits.ts';
import { planOf, trainRecord } from './plan.ts';
import { tuningFor } from './tuning.ts';

const data = [randomData(1, 4)];
const plenty: DeviceLimits = {
  maxStorageBufferBindingSize: 2 ** 30,
  maxBufferSize: 2 ** 30,
  maxComputeWorkgroupsPerDimension: 65535,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
};

function sizes(replicas: number, limits: Partial<DeviceLimits> = {}, budget = 2 ** 30, cures: Partial<Cures> = {}) {
  const population = smallPopulation({ replicas: Array.from({ length: replicas }, () => ({ workers: 8, cures })) });
  const plan = planOf(population.model, population.replicas);
  const tuning = tuningFor({ kind: 'cpu', subgroupsOfFour: true }, plan, population.training, replicas);
  return sizesOf(plan, tuning, population, data, { ...plenty, ...limits }, budget);
}

describe('sizesOf', () => {
  it('says how many replicas fit, and exactly that many do', () => {
    const limits = { maxStorageBufferBindingSize: 2 ** 20 };
    const message =
      /^4000 replicas do not fit on this GPU, which takes (\d+) of them with .* MB each in one buffer of at most 1\.0 MB$/;
    let fitting = 0;
    try {
      sizes(4000, limits);
    } catch (error) {
      expect(error).toBeInstanceOf(EngineLimitError);
      fitting = Number(message.exec((error as Error).message)?.[1]);
    }
    expect(fitting).toBeGreaterThan(10);
    const { stateQuads, trainPlaces } = sizes(fitting, limits);
    const largest = 16 * Math.max(stateQuads, trainPlaces * trainRecord(planOf(smallPopulation().model)).length);
    expect(fitting * largest).toBeLessThanOrEqual(2 ** 20);
    expect((fitting + 1) * largest).toBeGreaterThan(2 ** 20);
    expect(() => sizes(fitting + 1, limits)).toThrow(EngineLimitError);
  });

  it('minds the number of workgroups, the buffers of a kernel and logs that are too long', () => {
    expect(() => sizes(7, { maxComputeWorkgroupsPerDimension: 6 })).toThrow('which takes 6 of them at once');
    expect(() => sizes(1, { maxStorageBuffersPerShaderStage: 4 })).toThrow(
      'binds 4 storage buffers at a time; the kernels need 6',
    );
    expect(() => sizes(1, { maxBufferSize: 1500 })).toThrow(EngineLimitError);
  });

  it('refuses in words what a device has no bindings for, and says that fewer replicas would not help', () => {
    const refused = (limits: Partial<DeviceLimits>, replicas = 4): number => {
      try {
        sizes(replicas, limits);
      } catch (error) {
        return (error as EngineLimitError).fitting;
      }
      throw new Error('it was not refused');
    };
    expect(refused({ maxStorageBuffersPerShaderStage: 4 })).toBe(0);
    expect(refused({ maxBufferSize: 100 })).toBe(0);
    expect(refused({ maxComputeWorkgroupsPerDimension: 3 })).toBe(3);
  });

  it('all buffers together keep within the budget, and one replica more would not', () => {
    for (const budget of [2 ** 20, 5 * 2 ** 20]) {
      let fitting = 0;
      try {
        sizes(4000, {}, budget);
      } catch (error) {
        expect((error as Error).message).toContain(`this page takes at most ${String(budget >> 20)}.0 MB`);
        fitting = (error as EngineLimitError).fitting;
      }
      // The evaluation of fewer replicas takes less, so a few more fit than was said.
      expect(fitting).toBeGreaterThan(3);
      expect(sizes(fitting, {}, budget).bytes).toBeLessThanOrEqual(budget);
      expect(() => sizes(4 * fitting, {}, budget)).toThrow(EngineLimitError);
    }
  });

  it('counts the gradients of a population that clips, and the longer records of one that norms', () => {
    const { model } = smallPopulation();
    const { bytes, trainPlaces } = sizes(5);
    // The gradient, and one quad for its scale.
    expect(sizes(5, {}, 2 ** 30, { clip: 1 }).bytes - bytes).toBe(5 * 16 * (planOf(model).length + 1));
    // A quad for each of three experts.
    expect(sizes(5, {}, 2 ** 30, { layerNorm: true }).bytes - bytes).toBe(5 * 16 * trainPlaces * 3);
  });

  it('the longest log with the most inputs fits into the buffers that every device has', () => {
    const { model, training, replicas } = smallPopulation({ model: { features: 128 }, replicas: [{}, {}] });
    const plan = planOf(model, replicas);
    const tuning = tuningFor({ kind: 'gpu', subgroupsOfFour: false }, plan, training, 2);
    const [{ train, heldOut }] = data;
    const long = [{ train: { ...train, rows: 81_000 }, heldOut: { ...heldOut, rows: 19_000 } }];
    const everywhere = { ...plenty, maxStorageBufferBindingSize: 128 << 20, maxBufferSize: 256 << 20 };
    const { trainLog, bytes } = sizesOf(plan, tuning, { model, training, replicas }, long, everywhere, 256 << 20);
    // 32 quads of features and one of labels.
    expect(trainLog).toBe(81_000 * 33);
    expect(bytes).toBeGreaterThan(100_000 * 33 * 16);
  });

  it('evaluates in groups what would take too much memory at once', () => {
    const small = sizes(3);
    expect(small.group).toBe(3);
    const tight = sizes(70, { maxStorageBufferBindingSize: 2 ** 20 });
    expect(tight.group).toBeLessThan(70);
    expect(tight.group).toBeGreaterThan(0);
  });

  it('leaves room for whole workgroups', () => {
    const { trainGroups, trainPlaces, evaluationGroups, evaluationPlaces } = sizes(1);
    expect(trainPlaces).toBeGreaterThanOrEqual(7);
    expect(trainPlaces % trainGroups).toBe(0);
    expect(evaluationPlaces).toBeGreaterThanOrEqual(23);
    expect(evaluationPlaces % evaluationGroups).toBe(0);
  });
});
