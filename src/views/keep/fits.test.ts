import { expect, it } from 'vitest';
import { saved } from '../../session/testing/runFiles.ts';
import { fits } from './fits.ts';

// Changed at steps 5, 5 and 40; kept at step 12.
const kept = saved();
const last = kept.timeline[2];

it('a run goes on with models that everything up to their step has acted on', () => {
  expect(fits(kept, kept)).toBe(true);
  // Changed, or taken back, after they were kept.
  expect(fits({ ...kept, timeline: [...kept.timeline, { ...last, step: 50 }] }, kept)).toBe(true);
  expect(fits({ ...kept, timeline: kept.timeline.slice(0, 2) }, kept)).toBe(true);
  // At the very step: it acts on the next one.
  expect(fits({ ...kept, timeline: [...kept.timeline.slice(0, 2), { ...last, step: 12 }] }, kept)).toBe(true);
});

it('and not with those of another run, or of one that was changed before', () => {
  expect(fits({ ...kept, timeline: kept.timeline.slice(1) }, kept)).toBe(false);
  expect(fits({ ...kept, timeline: [...kept.timeline.slice(0, 2), { ...last, step: 11 }] }, kept)).toBe(false);
  expect(fits({ ...kept, run: { ...kept.run, seeds: { ...kept.run.seeds, init: 99 } } }, kept)).toBe(false);
});
