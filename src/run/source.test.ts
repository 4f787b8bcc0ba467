import { describe, expect, it } from 'vitest';
import { defaultRun } from './runSpec.ts';
import { onPlatform } from './source.ts';

describe('a run on the synthetic platform', () => {
  it('is the same run with the platform in the place of its table', () => {
    const run = defaultRun();
    expect(onPlatform(run)).toBe(run);
    const census = { ...run, source: { name: 'census', inputs: 32, columns: 'noFamily' } as const };
    expect(onPlatform(census)).toEqual(run);
  });
});
