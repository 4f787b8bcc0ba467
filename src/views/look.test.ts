import { expect, it } from 'vitest';
import { lookedAt, suffices } from './look.ts';

it('asks for AUC where a picture shows it, and for nothing where there is no picture of a model', () => {
  expect(lookedAt('train')).toContain('predictions');
  expect(lookedAt('gates')).toEqual(['parameters']);
  expect([lookedAt('glossary'), lookedAt('compare')]).toEqual([[], []]);
});

it('a frame of one chapter will do for another that needs no more', () => {
  const frame = { details: lookedAt('gates') };
  expect((['gates', 'serve', 'about', 'train'] as const).map((chapter) => suffices(frame, chapter))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(suffices({}, 'train')).toBe(true);
});
