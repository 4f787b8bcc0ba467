import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, fieldOf, getField, withField } from './fields.ts';
import { defaultState } from './labState.ts';
import { decodeState } from './readLink.ts';
import { readSettings, writeSettings } from './settingsFile.ts';
import { anyCourse } from './testing.ts';
import { encodeState } from './link.ts';

/** A file with these settings and no others. */
const fileWith = (settings: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'mmoe-lab settings', version: 1, settings, ...more });

describe('a file of settings', () => {
  it('restores any valid state, what was changed while it trained, and the reader’s own table', () => {
    fc.assert(
      fc.property(anyCourse, (state) => {
        expect(readSettings(writeSettings(state))).toMatchObject({ state, problems: [], at: 0 });
      }),
    );
  });

  it('names every setting by its path, with its value', () => {
    const file = JSON.parse(writeSettings(withField(defaultState(), fieldOf('run.model.experts'), 4))) as {
      settings: Record<string, unknown>;
    };
    expect(Object.keys(file.settings)).toEqual(FIELDS.map(({ path }) => path));
    expect(file.settings['run.model.experts']).toBe(4);
    expect(file.settings['run.training.taskWeights']).toEqual([1, 1, 1, 1]);
    expect(file.settings['run.world.biasCurves']).toHaveLength(27);
  });

  it.each([
    ['run.model.experts', 99, 'out-of-range', 8],
    ['run.model.experts', 2.5, 'not-whole', 8],
    ['run.model.experts', '4', 'not-a-number', 8],
    ['run.model.experts', null, 'not-a-number', 8],
    ['run.training.optimizer', 'rmsprop', 'not-a-choice', 'adagrad'],
    ['run.training.optimizer', ['sgd'], 'not-a-choice', 'adagrad'],
    ['run.model.identicalExperts', 1, 'not-a-choice', false],
    ['run.training.taskWeights', [1, 2], 'wrong-length', [1, 1, 1, 1]],
    ['run.training.taskWeights', [1, 2, 3, '4'], 'not-a-number', [1, 1, 1, 1]],
    ['run.training.taskWeights', [1, 2, 3, 9], 'out-of-range', [1, 1, 1, 1]],
  ])('%s as %j falls back, says why, and loses nothing else', (path, value, reason, fallback) => {
    const read = readSettings(fileWith({ 'run.training.gateDropout': 0.3, [path]: value }))!;
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]).toMatchObject({ key: path, path, reason, fallback });
    expect(getField(read.state, fieldOf(path))).toEqual(fallback);
    expect(read.state.run.training.gateDropout).toBe(0.3);
  });

  it('names what it does not know, and takes the rest', () => {
    const read = readSettings(
      fileWith(
        { 'run.model.experts': 4, '__proto__.polluted': 1, 'run.colour': 'red' },
        {
          changes: [
            { step: 20, path: 'run.training.learningRate', value: 0.5 },
            { step: 30, path: 'run.model.experts', value: 2 },
            'nothing',
          ],
        },
      ),
    )!;
    expect(read.state.run.model.experts).toBe(4);
    expect(read.state.timeline).toEqual([{ step: 20, path: 'run.training.learningRate', value: 0.5 }]);
    expect(read.problems.map(({ key, reason }) => [key, reason])).toEqual([
      ['__proto__.polluted', 'unknown-key'],
      ['run.colour', 'unknown-key'],
      ['changes', 'not-a-change'],
      ['tl', 'not-a-change'],
    ]);
    expect(readSettings(fileWith({}, { version: 7 }))!.problems).toEqual([{ key: 'v', given: '7', reason: 'version' }]);
  });

  it('is described with every path, its key in a link and its limits', () => {
    const rows = readFileSync(join(import.meta.dirname, '../../docs/exports.md'), 'utf8').split('\n');
    for (const field of FIELDS) {
      const row = rows.find((line) => line.startsWith(`| \`${field.path}\` | \`${field.key}\` |`));
      expect(row, field.path).toBeDefined();
      if ('max' in field) expect(row).toContain(`${String(field.min)} to ${String(field.max)}`);
      if ('choices' in field) for (const choice of field.choices) expect(row).toContain(String(choice));
    }
  });

  it('is none where it is something else', () => {
    for (const text of ['', 'null', '[]', '{}', '{"format":"mmoe-lab settings"}', '<svg/>', fileWith(3), 'x'.repeat(9)])
      expect(readSettings(text)).toBeNull();
    expect(readSettings(fileWith({}).padEnd(1_000_001))).toBeNull();
  });

  it('never throws and always yields a valid state, whatever it is given', () => {
    const path = fc.constantFrom('__proto__', 'constructor', 'run', ...FIELDS.map((field) => field.path));
    const hostile = fc.dictionary(path, fc.jsonValue());
    const changes = fc.array(fc.oneof(fc.jsonValue(), fc.record({ step: fc.integer(), path, value: fc.jsonValue() })));
    fc.assert(
      fc.property(hostile, changes, fc.jsonValue(), (settings, list, own) => {
        const read = readSettings(fileWith(settings, { changes: list, own }))!;
        expect(decodeState(encodeState(read.state))).toMatchObject({ state: read.state, problems: [] });
      }),
    );
  });
});
