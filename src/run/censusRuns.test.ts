import { describe, expect, it } from 'vitest';
import { censusRun, regimeRun, REGIMES } from './regimes.ts';
import { modelOf } from './runSpec.ts';

// Settings that figures in the documentation were measured with: who changes one has to measure again.

describe('the setting on Census-Income', () => {
  it('goes eight times over all rows, with Adam 0.003 decaying to 0', () => {
    const run = censusRun({ inputs: 64, columns: 'noFamily' });
    expect(run.source).toMatchObject({ name: 'census', inputs: 64, columns: 'noFamily' });
    expect([run.world.impressions, run.world.heldOut]).toEqual([20_000, 5_000]);
    expect(run.training).toMatchObject({
      optimizer: 'adam',
      learningRate: 0.003,
      decayTo: 0,
      batch: 64,
      steps: 2500,
      l2: 0,
      workers: 1,
      gateDropout: 0,
      positionDropout: 0,
      tableRate: 1,
    });
    expect(modelOf(run)).toEqual({
      kind: 'mmoe',
      features: 64,
      sharedUnits: 32,
      experts: 8,
      expertUnits: 8,
      towerUnits: 8,
      biasHandling: 'none',
    });
  });

  it.each(REGIMES)('of the regime %s draws 4,000 rows, and is the regime in everything else', (regime) => {
    const source = { name: 'census', inputs: 64, columns: 'all' } as const;
    const synthetic = regimeRun(regime);
    expect(regimeRun(regime, source)).toEqual({
      ...synthetic,
      source,
      world: { ...synthetic.world, impressions: 4_000, heldOut: 5_000 },
    });
  });
});
