import { describe, expect, it } from 'vitest';
import { completeRun, fieldOf, FIELDS, getField, sameValue, textOf, withField, withImmediate } from './fields.ts';
import { defaultState } from './labState.ts';

// Key, group, when it applies, what it may be; then what the controls do with it. Written out: a bound that moves is a decision.
const TABLE = `
run.source.name src world reset synthetic|census|own
run.source.columns cs world reset all|noFamily
run.source.inputs in world reset 8..128/1 features
run.world.impressions n world reset 900..81000/9 impressions log
run.world.sines m world reset 0..6/1 terms
run.world.cosineWithin cw world reset 0..1/0.05 none
run.world.cosineAcross ca world reset -1..1/0.05 none
run.world.randomness nu world reset 0..1/0.05 none
run.world.misalignment mis world reset 0..1/0.05 none
run.world.biasStrength bs world reset 0..2/0.1 times
run.world.clickModel cm world reset additive|examination
run.world.labels lab world reset all|clicked
run.world.logging log world reset ranked|quantile|none
run.world.simplerSatisfaction ms world reset 0..6/1 terms
run.world.sharedPhases ph world reset group|all
run.world.heldOut nh world reset 450..9000/9 impressions log
run.world.candidates c world reset 9..60/1 candidates
run.world.queryFeatures dq world reset 0..16/1 features
run.world.itemFeatures di world reset 1..32/1 features
run.world.clickGain cg world reset 0..5/0.1 logits
run.world.clickOffset co world reset -4..2/0.1 logits
run.world.likeGain lg world reset 0..5/0.1 logits
run.world.regressionNoise rn world reset 0..2/0.05 deviations
run.world.biasCurves bc world reset 3x27 -4..0/0.1 logits hidden
run.model.kind k model reset mmoe|omoe|shared-bottom
run.model.experts e model reset 2..16/1 experts
run.model.sharing es model reset all|groups|apart|tasks
run.model.expertUnits u model reset 1..64/1 units
run.model.sharedUnits h model reset 0..32/1 units
run.model.towerUnits t model reset 0..16/1 units
run.model.biasHandling bh model reset none|input-feature|adversarial|shallow-tower
run.model.initScale is model reset 0.1..3/0.1 times
run.model.gateInitScale gs model reset 0..4/0.1 times
run.model.identicalExperts ie model reset switch
run.training.gateDropout gd training now 0..0.5/0.01 percent
run.training.positionDropout pd training now 0..0.5/0.01 percent
run.training.learningRate lr training now 0.0001..10/0.0001 none log
run.training.optimizer o training reset sgd|adagrad|adam
run.training.workers w training reset 1..16/1 workers
run.training.batch b training reset 8..256/8 impressions
run.training.steps s training reset 50..5000/50 steps log
run.training.l2 l2 training now 0..0.1/0.0001 none log
run.training.decayTo dt training reset 0..1/0.05 times
run.training.mask mk training reset example|batch
run.training.tableRate tr training now 0..10/0.5 times
run.training.gateRate gr training now 0..10/0.5 times
run.training.adversarialWeight aw training now 0..2/0.05 none
run.training.taskWeights tw training now 1x4 0..5/0.1 times
run.threshold z training view 0.001..0.1/0.001 percent
run.training.cures.lossFree lf cures reset 0..1/0.0001 none log
run.training.cures.importance im cures reset 0..10/0.0001 none log
run.training.cures.switchLoss sl cures reset 0..10/0.0001 none log
run.training.cures.entropy en cures reset 0..10/0.0001 none log
run.training.cures.zLoss zl cures reset 0..10/0.0001 none log
run.training.cures.logitL2 ll cures reset 0..10/0.0001 none log
run.training.cures.temperature te cures reset 0.1..10/0.1 none log
run.training.cures.annealing an cures reset 0..1/0.05 percent
run.training.cures.cap cp cures reset 0..20/0.1 logits log
run.training.cures.noise ns cures reset 0..5/0.1 logits
run.training.cures.gateKind gk cures reset softmax|sigmoid
run.training.cures.gateRate gf cures reset 0.001..10/0.001 times log
run.training.cures.zeroGates gz cures reset switch
run.training.cures.uniform un cures reset switch
run.training.cures.expertActivation ea cures reset relu|leaky|swish
run.training.cures.sharedActivation sa cures reset relu|leaky|swish
run.training.cures.layerNorm ln cures reset switch
run.training.cures.sharing ec cures reset all|groups|apart|tasks
run.training.cures.rate cr cures reset 0.01..2/0.01 times log
run.training.cures.decayTo cd cures reset 0..1/0.05 times
run.training.cures.warmUp wu cures reset 0..5000/10 steps log
run.training.cures.clip cl cures reset 0..100/0.01 none log
run.training.cures.stalenessAware st cures reset switch
run.seeds.data sd seeds reset 0..4294967295/1 none
run.seeds.init si seeds reset 0..4294967295/1 none
run.seeds.dropout sg seeds reset 0..4294967295/1 none
run.seeds.batch sb seeds reset 0..4294967295/1 none
view.chapter ch view view train|gates|polarization|cures|position-bias|compare|serve|live|loop|data|glossary|about hidden
view.speed sp view view 2|10|30|100|0 numbers hidden
view.arm a view view 0|1 numbers hidden
view.device dv view view pooled|phone|desktop|tv hidden`;

/** A field as the table above writes it. */
function lineOf(field: (typeof FIELDS)[number]): string {
  const range = 'min' in field ? `${field.min}..${field.max}/${field.step} ${field.unit}` : '';
  const what = {
    number: () => range,
    numbers: () => ('rows' in field ? `${field.rows}x${field.length} ${range}` : ''),
    switch: () => 'switch',
    choice: () => ('choices' in field ? field.choices.join('|') : ''),
    numberChoice: () => ('choices' in field ? `${field.choices.join('|')} numbers` : ''),
  }[field.kind]();
  const flags = ['scale' in field && field.scale === 'log' && 'log', field.hidden && 'hidden'];
  return [field.path, field.key, field.group, field.applies, what, ...flags.filter(Boolean)].join(' ');
}

const state = defaultState();
const curves = fieldOf('run.world.biasCurves');
const weights = fieldOf('run.training.taskWeights');

describe('the table of everything that can be set', () => {
  it('is this one', () => {
    expect(FIELDS.map(lineOf)).toEqual(TABLE.trim().split('\n'));
  });

  it('is asked by path, and knows no other', () => {
    expect(fieldOf('run.training.gateDropout').key).toBe('gd');
    expect(() => fieldOf('run.training.nothing')).toThrow('no field run.training.nothing');
  });
});

describe('a field’s value', () => {
  it('is written as a link has it', () => {
    expect([true, false, 0.25, 'adam', [1, 2.5, 0, 1]].map(textOf)).toEqual(['1', '0', '0.25', 'adam', '1_2.5_0_1']);
    expect(sameValue([1, 2], [1, 2])).toBe(true);
    expect(sameValue([1, 2], [1, 3])).toBe(false);
    expect(sameValue(0.1, 0.2)).toBe(false);
  });

  it('is set alone: nothing else changes, and the old state stays as it was', () => {
    const changed = withField(state, fieldOf('run.training.gateDropout'), 0.4);
    expect(changed).toEqual({ ...state, run: { ...state.run, training: { ...state.run.training, gateDropout: 0.4 } } });
    expect(changed.run.world).toBe(state.run.world);
    expect(state).toEqual(defaultState());
    expect(getField(changed, fieldOf('run.training.gateDropout'))).toBe(0.4);
  });

  it('is flat for curves, row by row, whatever the rows', () => {
    const values = Array.from({ length: 27 }, (_, i) => -i / 10);
    const changed = withField(state, curves, values);
    expect(changed.run.world.biasCurves.map((row) => row.length)).toEqual([9, 9, 9]);
    expect(changed.run.world.biasCurves[1][2]).toBe(-1.1);
    expect(getField(changed, curves)).toEqual(values);
    // One row is no table.
    expect(withField(state, weights, [1, 2, 3, 4]).run.training.taskWeights).toEqual([1, 2, 3, 4]);
  });
});

describe('a run', () => {
  it('of an older file gets what did not exist when it was made, and keeps all else', () => {
    const { gateRate: _, mask: __, taskWeights: ___, ...training } = state.run.training;
    const older = { ...state.run, training: { ...training, steps: 450 } } as unknown as typeof state.run;
    expect(completeRun(older)).toEqual({ ...state.run, training: { ...state.run.training, steps: 450 } });
    // A whole group of them, and a part of one.
    const { cures, ...before } = state.run.training;
    const without = { ...state.run, training: before } as unknown as typeof state.run;
    expect(completeRun(without)).toEqual(state.run);
    const partly = { ...without, training: { ...before, cures: { lossFree: 0.03 } } } as unknown as typeof state.run;
    expect(completeRun(partly).training.cures).toEqual({ ...cures, lossFree: 0.03 });
  });

  it('takes up at once only what applies at once', () => {
    const wanted = withField(
      withField(withField(state, fieldOf('run.training.l2'), 0.05), fieldOf('run.model.experts'), 3),
      fieldOf('view.speed'),
      2,
    );
    expect(withImmediate(state, wanted)).toEqual(withField(state, fieldOf('run.training.l2'), 0.05));
  });
});
