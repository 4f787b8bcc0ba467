import { beforeEach, expect, it, vi } from 'vitest';
import { encodedLog } from '../../run/testingLog.ts';
import { take, useImport } from './importing.ts';

const heard = vi.hoisted(() => ({ kept: [] as string[], shown: 0 }));
vi.mock('../client.ts', () => ({
  // As the worker's channel does: memory that is handed over is gone.
  keepRows: (hash: string, log: { train: { features: Float32Array } }) => {
    heard.kept.push(hash);
    structuredClone(log, { transfer: [log.train.features.buffer] });
    return Promise.resolve();
  },
}));
vi.mock('../control.ts', () => ({
  showRun: () => heard.shown++,
  play: () => undefined,
  openOwnAgain: () => undefined,
}));

beforeEach(() => {
  heard.kept.length = heard.shown = 0;
});

it('rows are handed over once, however often it is pressed', async () => {
  const log = encodedLog(1000, 500);
  const accepted = { own: { hash: 'a'.repeat(64), name: 'shop.csv', shape: log.shape }, log };
  take(accepted);
  take(accepted);
  await vi.waitFor(() => {
    expect(useImport.getState().stage).toEqual({ at: 'done' });
  });
  expect([heard.kept.length, heard.shown]).toEqual([1, 1]);
});
