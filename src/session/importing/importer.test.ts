import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { unpackLog } from '../../run/packedLog.ts';
import { createImporter, type Found, type ImportApi } from './importer.ts';

const nobody = (): void => undefined;

/** A log with clicks that depend on x, as CSV. */
const csv = (rows: number): string =>
  `query,position,x,colour,click\n${Array.from({ length: rows }, (_, i) =>
    [Math.floor(i / 4), (i % 4) + 1, (i * 7919) % 101, i % 3 === 0 ? 'red' : 'blue', (i * 31) % 7 < 3 ? 1 : 0].join(
      ',',
    ),
  ).join('\n')}\n`;
const file = (text: string): File => new File([text], 'log.csv');

async function found(importer: ImportApi, text: string): Promise<Found> {
  const answer = await importer.read(file(text), true, nobody);
  if (answer.kind !== 'found') throw new Error(answer.kind);
  return answer.found;
}

describe('the reader of own files', () => {
  it('tells what is in a file, what that makes, and hands over rows that are told by the SHA-256 of their bytes', async () => {
    const importer = createImporter();
    const progress = vi.fn();
    const answer = await importer.read(file(csv(400)), true, progress);
    if (answer.kind !== 'found') throw new Error(answer.kind);
    const { rows, profiles, guess } = answer.found;
    expect(rows).toBe(400);
    expect(profiles.map(({ name }) => name)).toEqual(['query', 'position', 'x', 'colour', 'click']);
    expect(guess.mapping.columns.map(({ role }) => role)).toEqual(['query', 'position', 'feature', 'feature', 'label']);
    expect(progress).toHaveBeenLastCalledWith(csv(400).length, 400);

    const checked = await importer.check(guess.mapping);
    if (checked.kind !== 'fits') throw new Error(checked.problem);
    expect(checked.facts.rule).toBe('query');
    expect(checked.shape.train + checked.shape.heldOut).toBe(400);

    const { own, rows: packed } = await importer.accept(guess.mapping, 'log.csv');
    const bytes = new Uint8Array(await packed.bytes.arrayBuffer());
    expect(own).toEqual({
      name: 'log.csv',
      shape: checked.shape,
      changes: { ...guess.mapping, columns: [] },
      hash: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(packed.shape).toEqual(own.shape);
    expect(unpackLog(bytes, own.shape).train.rows).toBe(checked.shape.train);
  });

  it('hands over, beside the rows, what was changed of the guess and nothing else', async () => {
    const importer = createImporter();
    const { guess } = await found(importer, csv(400));
    const columns = guess.mapping.columns.map((column) =>
      column.name === 'colour' ? { ...column, role: 'skip' as const } : column,
    );
    const { own } = await importer.accept({ ...guess.mapping, columns, inputs: 32, split: 'random' }, 'log.csv');
    expect(own.changes).toEqual({ columns: [columns[3]], inputs: 32, split: 'random', seed: guess.mapping.seed });
  });

  it('takes the first row for one of data where it is told to', async () => {
    const answer = await createImporter().read(file(csv(40)), false, nobody);
    if (answer.kind !== 'found') throw new Error(answer.kind);
    expect(answer.found.rows).toBe(41);
    expect(answer.found.profiles.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `column ${n}`));
  });

  it('says which mapping cannot be trained on, and why', async () => {
    const importer = createImporter();
    const { guess } = await found(importer, csv(400));
    const without = (role: string) => ({
      ...guess.mapping,
      columns: guess.mapping.columns.map((column) =>
        column.role === role ? { ...column, role: 'skip' as const } : column,
      ),
    });
    expect(await importer.check(without('label'))).toMatchObject({ kind: 'problem', problem: 'labels' });
    expect(await importer.check(without('feature'))).toMatchObject({ kind: 'problem', problem: 'features' });
    await expect(importer.accept(without('label'), 'log.csv')).rejects.toThrow('labels');
  });

  it('refuses what is no table with a reason that can be sent, and reads another file after it', async () => {
    const importer = createImporter();
    expect(await importer.read(new File(['\x89PNG\r\n\x1a\n'], 'a.csv'), true, nobody)).toMatchObject({
      kind: 'refused',
    });
    expect((await found(importer, csv(40))).rows).toBe(40);
  });

  it('gives up half-way for another file', async () => {
    const importer = createImporter();
    const first = importer.read(file(csv(60_000)), true, nobody);
    expect((await found(importer, csv(40))).rows).toBe(40);
    expect(await first).toEqual({ kind: 'cancelled' });
  });

  it('gives up in the last block, too: a short file has no other', async () => {
    const importer = createImporter();
    let second: Promise<Found> | undefined;
    const first = importer.read(file(csv(40)), true, () => {
      second ??= found(importer, csv(20));
    });
    expect(await first).toEqual({ kind: 'cancelled' });
    expect((await second)?.rows).toBe(20);
  });

  it('makes its rows of the file that was read last, where another one is mapped alike', async () => {
    const importer = createImporter();
    const { guess } = await found(importer, csv(400));
    await importer.check(guess.mapping);
    const again = await found(importer, csv(200));
    expect(again.guess.mapping).toEqual(guess.mapping);
    const checked = await importer.check(again.guess.mapping);
    if (checked.kind !== 'fits') throw new Error(checked.problem);
    expect(checked.shape.train + checked.shape.heldOut).toBe(200);
  });
});
