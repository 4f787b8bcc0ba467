import { expect, test } from 'vitest';
import { formatTable, parseLabArgs, threadsOf } from './lab.mjs';

test('arguments: one experiment, options with or without an equals sign', () => {
  expect(parseLabArgs(['polarization', '--seeds', '4', '--dropout=0,0.1', '--json', 'a=b.json'])).toEqual({
    experiment: 'polarization',
    options: { seeds: '4', dropout: '0,0.1', json: 'a=b.json' },
  });
  expect(parseLabArgs(['--help'])).toEqual({ experiment: '', options: { help: 'true' } });
});

test('arguments that make no sense are named', () => {
  expect(parseLabArgs(['polarization', 'twice'])).toEqual({ error: '"twice" stands where an option was expected' });
  expect(parseLabArgs(['polarization', '--seeds'])).toEqual({ error: '--seeds needs a value' });
});

test.each(['1', '2', '64'])('%s threads are threads', (given) => {
  expect(threadsOf(given)).toBe(Number(given));
});

test.each(['abc', '', '0', '-1', '1.5', '1e1', '0x2', ' 2', '65', '1000', 'Infinity'])(
  '"%s" threads are refused',
  (given) => {
    expect(threadsOf(given)).toBe(`--threads must be a whole number from 1 to 64, not "${given}"`);
  },
);

test('a table is aligned: words to the left, numbers to the right', () => {
  expect(
    formatTable([
      ['arm', 'Z5'],
      ['no dropout', '20%'],
      ['dropout', '6%'],
    ]),
  ).toBe('arm          Z5\n----------  ---\nno dropout  20%\ndropout      6%');
});
