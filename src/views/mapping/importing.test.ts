import { beforeEach, describe, expect, it, vi } from 'vitest';
import { packRows } from '../../run/ownRows.ts';
import { encodedLog } from '../../run/testingLog.ts';
import { createImporter, type CheckAnswer, type ImportApi, type ReadAnswer } from '../../session/importing/importer.ts';
import { useLab } from '../store.ts';
import { accept, begin, changeMapping, readFile, stop, take, useImport, type Reviewing } from './importing.ts';

const heard = vi.hoisted(() => ({
  kept: [] as string[],
  shown: 0,
  again: [] as string[],
  at: '',
  workers: 0,
  api: null as unknown,
}));
vi.mock('../client.ts', () => ({ keepRows: (hash: string) => heard.kept.push(hash) }));
vi.mock('../control.ts', () => ({
  showRun: () => {
    heard.shown++;
    heard.at = useImport.getState().stage.at;
  },
  play: () => undefined,
  openOwnAgain: ({ hash }: { hash: string }) => heard.again.push(hash),
}));
// What would be on the other side of a worker, in this thread.
vi.mock('comlink', () => ({ wrap: () => heard.api, proxy: (call: unknown) => call }));

vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call));
vi.stubGlobal(
  'Worker',
  class {
    constructor() {
      heard.workers++;
    }
    addEventListener = (): void => undefined;
    terminate = (): void => {
      heard.workers--;
    };
  },
);
const storage = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (name: string) => storage.get(name) ?? null,
  setItem: (name: string, text: string) => storage.set(name, text),
});

beforeEach(() => {
  stop();
  heard.kept.length = heard.again.length = heard.shown = 0;
  heard.api = createImporter();
  storage.clear();
  useLab.setState(useLab.getInitialState());
});

const log = (rows: number, name = 'log.csv'): File =>
  new File([`x,click\n${Array.from({ length: rows }, (_, i) => `${i % 7},${i % 2}`).join('\n')}`], name);

const stageOf = (): string => useImport.getState().stage.at;
function reviewed(): Reviewing {
  const { stage } = useImport.getState();
  if (stage.at !== 'mapping') throw new Error(stage.at);
  return stage;
}
const checked = (): Promise<void> => vi.waitFor(() => expect(reviewed().checked).not.toBeNull());
const withMoreInputs = (): void => {
  changeMapping((mapping) => ({ ...mapping, inputs: 96 }));
};

/** The importer, of which one answer is held back until it is told. */
function held<Kind extends 'read' | 'check'>(kind: Kind): ((answer: never) => void)[] {
  const tell: ((answer: never) => void)[] = [];
  const api = createImporter();
  heard.api = {
    ...api,
    [kind]: () =>
      new Promise((resolve) => {
        tell.push(resolve);
      }),
  } satisfies ImportApi;
  return tell;
}

it('rows are taken once, however often it is pressed; the dialog goes in a task of its own, before the run comes', async () => {
  const log = encodedLog(1000, 500);
  const { rows } = packRows(log);
  const accepted = { own: { hash: 'a'.repeat(64), name: 'shop.csv', shape: log.shape }, rows };
  take(accepted);
  take(accepted);
  expect([stageOf(), heard.shown]).toEqual(['done', 0]);
  await vi.waitFor(() => {
    expect(heard.shown).toBe(1);
  });
  expect([heard.kept.length, heard.at]).toEqual([1, 'done']);
});

describe('a file on its way to a run', () => {
  it('is read, checked and taken; then its worker goes, and its choices come back for the same header', async () => {
    begin(log(40));
    await checked();
    expect(reviewed()).toMatchObject({ kept: null, mapping: { inputs: 64 } });
    expect(heard.workers).toBe(1);
    withMoreInputs();
    accept();
    await vi.waitFor(() => {
      expect(heard.shown).toBe(1);
    });
    expect([stageOf(), heard.workers, heard.kept.length]).toEqual(['done', 0, 1]);
    begin(log(60));
    await checked();
    expect(reviewed()).toMatchObject({ kept: 'header', mapping: { inputs: 96 }, found: { rows: 60 } });
  });

  it('is not heard of any more once another one is read, nor is what was asked before the worker ended', async () => {
    const tell = held('read') as unknown as ((answer: ReadAnswer) => void)[];
    readFile(log(40, 'first.csv'), true);
    readFile(log(50, 'second.csv'), true);
    tell[0]({ kind: 'refused', refusal: { code: 'empty' } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(useImport.getState().stage).toMatchObject({ at: 'reading', file: { name: 'second.csv' } });
    stop();
    tell[1]({ kind: 'refused', refusal: { code: 'empty' } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(stageOf()).toBe('choose');
  });

  it('is told nothing of a mapping that has been changed since', async () => {
    const tell = held('check') as unknown as ((answer: CheckAnswer) => void)[];
    begin(log(40));
    await vi.waitFor(() => expect(tell).toHaveLength(1));
    withMoreInputs();
    tell[0]({ kind: 'problem', problem: 'labels', warnings: [] });
    await new Promise((resolve) => setTimeout(resolve));
    expect(reviewed().checked).toBeNull();
    await vi.waitFor(() => expect(tell).toHaveLength(2));
    tell[1]({ kind: 'problem', problem: 'features', warnings: [] });
    await checked();
    expect(reviewed().checked).toMatchObject({ problem: 'features' });
  });

  it('is held to the rows that a link asks for: others are said before anything is trained on them', async () => {
    const ask = (hash: string): void => {
      const { state } = useLab.getState();
      const { shape } = encodedLog();
      const source = { ...state.run.source, name: 'own' as const, own: { hash, name: 'theirs.csv', shape } };
      useLab.setState({ state: { ...state, run: { ...state.run, source } }, failure: { code: 'own', message: '' } });
    };
    ask('0'.repeat(64));
    begin(log(40));
    await checked();
    accept();
    await vi.waitFor(() => expect(stageOf()).toBe('other'));
    expect(heard.kept).toEqual([]);
    const { stage } = useImport.getState();
    const hash = stage.at === 'other' ? stage.accepted.own.hash : '';

    ask(hash);
    begin(log(40));
    await checked();
    accept();
    await vi.waitFor(() => expect(heard.again).toEqual([hash]));
    expect([heard.kept, heard.shown]).toEqual([[hash], 0]);
  });
});
