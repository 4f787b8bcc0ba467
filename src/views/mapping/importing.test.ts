import { beforeEach, expect, it, vi } from 'vitest';
import { packRows } from '../../run/ownRows.ts';
import { encodedLog } from '../../run/testingLog.ts';
import { take, useImport } from './importing.ts';

const heard = vi.hoisted(() => ({ kept: [] as string[], shown: 0, at: '' }));
vi.mock('../client.ts', () => ({ keepRows: (hash: string) => heard.kept.push(hash) }));
vi.mock('../control.ts', () => ({
  showRun: () => {
    heard.shown++;
    heard.at = useImport.getState().stage.at;
  },
  play: () => undefined,
  openOwnAgain: () => undefined,
}));

vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call));

beforeEach(() => {
  heard.kept.length = heard.shown = 0;
});

it('rows are taken once, however often it is pressed; the dialog goes in a task of its own, before the run comes', async () => {
  const log = encodedLog(1000, 500);
  const { rows } = packRows(log);
  const accepted = { own: { hash: 'a'.repeat(64), name: 'shop.csv', shape: log.shape }, rows };
  take(accepted);
  take(accepted);
  expect([useImport.getState().stage.at, heard.shown]).toEqual(['done', 0]);
  await vi.waitFor(() => {
    expect(heard.shown).toBe(1);
  });
  expect([heard.kept.length, heard.at]).toEqual([1, 'done']);
});
