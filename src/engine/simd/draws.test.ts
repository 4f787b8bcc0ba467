/** The kernels' draws, bit for bit those of model/draws.ts. */
import { describe, expect, it } from 'vitest';
import { gateNoise, NOISE_UNIT, threshold16, threshold32 } from '../../model/draws.ts';
import type { ReplicaSpec } from '../../model/spec.ts';
import { BatchDraw } from '../batch.ts';
import { randomLog, REPLICA, smallPopulation } from '../testing/populations.ts';
import { PLAIN } from './cures.ts';
import { writeModule } from './kernels.ts';
import { planOf, structureOf } from './plan.ts';
import { writeLog } from './records.ts';

interface Case {
  name: string;
  batch: number;
  rows: number;
  step: number;
  experts: number;
  visible?: number[];
  mask: 'example' | 'batch';
  replica: Partial<ReplicaSpec>;
}

const BASE: Case = {
  name: 'a batch',
  batch: 21,
  rows: 61,
  step: 0,
  experts: 3,
  mask: 'example',
  replica: { gateDropout: 0.4, positionDropout: 0.3 },
};
const CASES: Case[] = [
  BASE,
  { ...BASE, name: 'a batch across the end of an epoch', step: 8 },
  { ...BASE, name: 'a batch of several epochs', rows: 7, step: 5 },
  { ...BASE, name: 'a log of one row', rows: 1, step: 3 },
  {
    ...BASE,
    name: 'a step beyond 32 bits of examples',
    step: 3_000_000_007,
    replica: { ...BASE.replica, seeds: { init: 1, dropout: 4294967295, batch: 2147483648 } },
  },
  { ...BASE, name: 'one mask for the batch', mask: 'batch', step: 17 },
  { ...BASE, name: 'masks that would drop every expert', replica: { gateDropout: 0.95, positionDropout: 1 } },
  { ...BASE, name: 'masks that drop all they can', replica: { gateDropout: 1, positionDropout: 0.999 } },
  { ...BASE, name: 'sixteen experts', experts: 16 },
  { ...BASE, name: 'gates that may not use every expert', visible: [0b011, 0b010, 0b101, 0b111] },
  {
    ...BASE,
    name: 'the same when all would be dropped',
    experts: 5,
    visible: [0b11010, 0b00001, 0b11111, 0b01100],
    replica: { gateDropout: 1 },
  },
];

describe.each(CASES)('$name', ({ batch, rows, step, experts, visible, mask, replica: changes }) => {
  it('is drawn as in JavaScript', () => {
    const population = smallPopulation({ model: { experts, visible }, training: { batch, mask }, replicas: [changes] });
    const replica = { ...REPLICA, ...changes };
    const log = randomLog(5, rows, 4);
    const plan = planOf(structureOf(population), 8);
    const logAt = plan.at.end;
    const memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
    writeLog(memory.buffer, logAt, plan.record, log);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(writeModule(plan, false)), { env: { memory } });
    const kernels = exports as unknown as Record<
      'drawRows' | 'gather' | 'dropPositions' | 'drawMask',
      (at: number) => void
    >;
    const words = new Uint32Array(memory.buffer);
    const tell = {
      step,
      batchSeed: replica.seeds.batch,
      dropoutSeed: replica.seeds.dropout,
      logRows: rows,
      maskLimit: threshold16(replica.gateDropout),
      positionLimit: threshold32(replica.positionDropout),
    };
    for (const [name, value] of Object.entries(tell)) words[plan.control[name as keyof typeof tell] / 4] = value;

    const draw = new BatchDraw(population);
    draw.draw(replica, step, log);
    const width = 4 * plan.quads;
    expect(plan.chunks).toBe(3);
    for (let chunk = 0; chunk < plan.chunks; chunk++) {
      const first = chunk * width;
      kernels.drawRows(first);
      kernels.gather(logAt);
      kernels.dropPositions(first);
      kernels.drawMask(first);
      const count = Math.min(width, batch - first);
      const row = (at: number): number[] => Array.from(words.subarray(at / 4, at / 4 + count));
      const inBatch = (values: ArrayLike<number>): number[] => Array.from(values).slice(first, first + count);
      expect(row(plan.at.rows)).toEqual(inBatch(draw.rows));
      expect(row(plan.at.places + 2 * plan.row)).toEqual(inBatch(draw.position));
      expect(row(plan.at.places)).toEqual(
        inBatch(draw.position).map((position, i) => log.device[draw.rows[first + i]] * 10 + position),
      );
      for (let n = 0; n < 4 * experts; n++) {
        const kept = row(plan.at.mask + n * plan.row).map((bits) => bits & 1);
        expect(kept).toEqual(Array.from({ length: count }, (_, i) => draw.mask[(first + i) * 4 * experts + n]));
      }
      const counted = words.subarray(plan.at.valid / 4, plan.at.valid / 4 + width);
      expect(Array.from(counted, (bits) => bits & 1)).toEqual(
        Array.from({ length: width }, (_, i) => (i < count ? 1 : 0)),
      );
    }
  });
});

describe.each(CASES)('$name', ({ batch, step, experts, visible, replica: changes }) => {
  it('has the noise of JavaScript on the logits that its gates use', () => {
    const replica = { ...REPLICA, ...changes, cures: { noise: 0.7 } };
    const population = smallPopulation({ model: { experts, visible }, training: { batch }, replicas: [replica] });
    const plan = planOf(structureOf(population), 8);
    const memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
    const module = new WebAssembly.Module(writeModule(plan, false, { ...PLAIN, noise: true }));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const words = new Uint32Array(memory.buffer);
    const floats = new Float32Array(memory.buffer);
    words[plan.control.step / 4] = step;
    words[plan.control.dropoutSeed / 4] = replica.seeds.dropout;
    floats[plan.cures.control.noise / 4] = 0.7 * NOISE_UNIT;
    const width = 4 * plan.quads;
    for (let first = 0; first < batch; first += width) {
      const logits = floats.subarray(plan.at.gate / 4, plan.at.gate / 4 + 4 * experts * width).fill(1);
      (exports.addNoise as (at: number) => void)(first);
      const truth = Float32Array.from(logits, (_, i) => {
        const n = Math.floor(i / width);
        const [gate, e] = [Math.floor(n / experts), n % experts];
        const seen = visible === undefined || (visible[gate] >> e) % 2 === 1;
        return seen ? 1 + 0.7 * gateNoise(replica.seeds.dropout, step, first + (i % width), gate, e) : 1;
      });
      logits.forEach((logit, i) => {
        expect(Math.abs(logit - truth[i])).toBeLessThan(5e-7);
      });
      expect(new Set(logits).size).toBeGreaterThan(width);
    }
  });
});
