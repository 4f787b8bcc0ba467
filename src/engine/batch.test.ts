import { describe, expect, it } from 'vitest';
import { batchRow, gateMask, positionDropped } from '../model/draws.ts';
import { BatchDraw } from './batch.ts';
import { maskedSoftmax } from './scalar/gate.ts';
import { randomLog, smallPopulation } from './testing/populations.ts';

const log = randomLog(3, 50, 4);

describe('BatchDraw', () => {
  it.each(['example', 'batch'] as const)(
    'one mask per %s: rows, positions and masks are those of the draws',
    (mask) => {
      const population = smallPopulation({
        training: { mask, batch: 9 },
        replicas: [{ gateDropout: 0.4, positionDropout: 0.3 }],
      });
      const [replica] = population.replicas;
      const draw = new BatchDraw(population);
      draw.draw(replica, 4, log);
      draw.draw(replica, 5, log);
      const own = new Uint8Array(12);
      for (let j = 0; j < 9; j++) {
        const row = batchRow(replica.seeds.batch, 5, j, log.rows, 9);
        expect(draw.rows[j]).toBe(row);
        expect(draw.position[j]).toBe(positionDropped(replica.seeds.dropout, 5, j, 0.3) ? 0 : log.position[row]);
        gateMask(replica.seeds.dropout, 5, mask === 'batch' ? 0 : j, 0.4, [7, 7, 7, 7], 3, own);
        expect(draw.mask.subarray(j * 12, (j + 1) * 12)).toEqual(own);
      }
      expect(draw.masked).toBe(true);
    },
  );

  it('is not masked without dropout, nor without gates', () => {
    const draw = new BatchDraw(smallPopulation());
    draw.draw(smallPopulation().replicas[0], 0, log);
    expect(draw.masked).toBe(false);
    const single = smallPopulation({ model: { kind: 'shared-bottom', experts: 1 }, replicas: [{ gateDropout: 0.5 }] });
    const bottom = new BatchDraw(single);
    bottom.draw(single.replicas[0], 0, log);
    expect(bottom.masked).toBe(false);
  });

  it('is masked without dropout where gates may not use every expert', () => {
    const masked = smallPopulation({ model: { visible: [0b011, 0b111, 0b100, 0b101] } });
    const draw = new BatchDraw(masked);
    draw.draw(masked.replicas[0], 0, log);
    expect(draw.masked).toBe(true);
    expect(Array.from(draw.mask.subarray(12, 24))).toEqual([1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1]);
  });
});

describe('gate dropout', () => {
  it.each([0.1, 0.5, 0.99, 1])('at rate %f never drops every expert, and drops as often as it should', (rate) => {
    const out = new Uint8Array(4 * 8);
    let dropped = 0;
    let alone = 0;
    const places = 2000;
    for (let place = 0; place < places; place++) {
      gateMask(7, 3, place, rate, [255, 255, 255, 255], 8, out);
      for (let g = 0; g < 4; g++) {
        const kept = out.subarray(g * 8, (g + 1) * 8).reduce((sum, value) => sum + value, 0);
        expect(kept).toBeGreaterThan(0);
        dropped += 8 - kept;
        if (kept === 1) alone++;
      }
    }
    // One is given back where all would have gone: the expected share is rate − rate⁸/8.
    expect(dropped / (places * 32)).toBeCloseTo(rate - rate ** 8 / 8, 2);
    if (rate === 1) expect(alone).toBe(places * 4);
  });

  it('sets weights to exactly 0 and renormalises the rest, however small they were', () => {
    const soft = (z: number[], mask: number[] | null): number[] => {
      const weights = Float64Array.from(z);
      maskedSoftmax(weights, 0, z.length, mask && Uint8Array.from(mask), 0);
      return Array.from(weights);
    };
    const full = soft([1, 2, 3, -1], null);
    const kept = soft([1, 2, 3, -1], [1, 0, 1, 0]);
    expect(kept[1]).toBe(0);
    expect(kept[3]).toBe(0);
    expect(kept[0]).toBeCloseTo(full[0] / (full[0] + full[2]), 12);
    expect(kept[0] + kept[2]).toBeCloseTo(1, 12);
    expect(soft([5, -3], [0, 1])).toEqual([0, 1]);
    // Set to 0 and divided afterwards these would be 0 / 0.
    expect(soft([900, 0, 0], [0, 1, 1])).toEqual([0, 0.5, 0.5]);
  });
});
