import { expect, it } from 'vitest';
import { CHAPTERS } from '../run/labState.ts';
import { chapters } from './chapters.tsx';

it('every chapter is there, and only words alone are read without a run', () => {
  expect(chapters.map(({ id }) => id)).toEqual(CHAPTERS);
  expect(chapters.filter(({ ofTheRun }) => !ofTheRun).map(({ id }) => id)).toEqual(['glossary', 'about']);
});
