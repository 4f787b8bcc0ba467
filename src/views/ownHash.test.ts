import { describe, expect, it } from 'vitest';
import { defaultRun } from '../run/runSpec.ts';
import { ownHashIn } from './ownHash.ts';

const shape = { features: 2, tasks: [], positions: false, devices: false, queries: false, train: 9, heldOut: 3 };
const own = { hash: 'ab'.repeat(32), name: 'log.csv', shape };

describe('the file that a study is of', () => {
  it('is found in whatever a study is told, and nothing is found where there is none', () => {
    const run = { ...defaultRun(), source: { ...defaultRun().source, name: 'own' as const, own } };
    expect(ownHashIn({ seeds: [1, 2], models: [{ run: defaultRun() }, { run }] })).toBe(own.hash);
    expect(ownHashIn({ run: defaultRun() })).toBeNull();
    expect(ownHashIn(null)).toBeNull();
  });

  it('is not one that was chosen before the sample or the platform was', () => {
    expect(ownHashIn({ source: { name: 'census', own } })).toBeNull();
  });
});
