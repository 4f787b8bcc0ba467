import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TREATMENTS } from '../../experiments/position-bias/treatments.ts';
import {
  BOOSTS,
  defaultChoices,
  placeWords,
  RANDOMNESS,
  readPlace,
  sameQuestion,
  SEED_COUNTS,
  specOf,
  startedAt,
  startName,
  toggled,
  type LoopPlace,
} from './settings.ts';

const opening: LoopPlace = { choices: defaultChoices(), round: null, seed: null, own: false };

describe('the address of the chapter', () => {
  it('says nothing as the chapter opens, and only what differs else', () => {
    expect(placeWords(opening)).toBe('');
    expect(readPlace('')).toEqual(opening);
    const plain = { ...defaultChoices(), ...startedAt('plain') };
    expect(plain.boost).toBe(0);
    expect(placeWords({ ...opening, choices: plain, round: 3 })).toBe('#start=plain&round=3');
    expect(placeWords({ ...opening, choices: { ...plain, boost: 0.7 }, own: true })).toBe(
      '#start=plain&boost=0.7&own=1',
    );
  });

  it('is read as it was written, whatever was set', () => {
    fc.assert(
      fc.property(
        fc.record({
          choices: fc.record({
            start: fc.constantFrom('plain' as const, 'boost' as const),
            boost: fc.constantFrom(...BOOSTS),
            randomness: fc.constantFrom(...RANDOMNESS),
            rounds: fc.integer({ min: 1, max: 10 }),
            impressions: fc.integer({ min: 450, max: 27_000 }),
            steps: fc.integer({ min: 20, max: 2000 }),
            warm: fc.boolean(),
            treatments: fc.subarray([...TREATMENTS], { minLength: 1 }),
            seeds: fc.constantFrom(...SEED_COUNTS),
          }),
          round: fc.option(fc.integer({ min: 1, max: 10 })),
          seed: fc.option(fc.integer({ min: 0, max: 4_294_967_295 })),
          own: fc.boolean(),
        }),
        (place) => {
          expect(readPlace(placeWords(place))).toEqual(place);
        },
      ),
    );
  });

  it.each([
    '#start=sideways&boost=-1&randomness=2&rounds=99&round=0&seed=x&treatments=magic&own=2',
    '#rounds=2.5&seeds=1e1&impressions=1&steps=&warm=yes',
    '#expert',
  ])('falls back to what the chapter opens with where it says nothing that can be used: %s', (fragment) => {
    expect(readPlace(fragment)).toEqual(opening);
  });
});

describe('the choices', () => {
  it('name a start after what is added to the scores, too', () => {
    const named = (['boost', 'plain'] as const).flatMap((start) => [0.7, 0].map((boost) => startName(start, boost)));
    expect(named).toEqual(['boost', 'boostNone', 'plainBoost', 'plain']);
  });

  it('keep one treatment, in the order in which they always stand', () => {
    expect(toggled(['none', 'shallow-tower'], 'adversarial')).toEqual(['none', 'adversarial', 'shallow-tower']);
    expect(toggled(['none', 'shallow-tower'], 'none')).toEqual(['shallow-tower']);
    expect(toggled(['none'], 'none')).toEqual(['none']);
  });

  it('ask the same question whichever treatments, seeds and rounds, and no other', () => {
    const base = defaultChoices();
    expect(sameQuestion(base, { ...base, seeds: 20, rounds: 2, treatments: ['none'] })).toBe(true);
    for (const change of [{ boost: 0 }, { randomness: 1 }, { warm: true }, { steps: 20 }, { impressions: 900 }])
      expect(sameQuestion(base, { ...base, ...change })).toBe(false);
    expect(specOf(base)).toEqual({ ...base, seedBase: 1 });
  });
});
