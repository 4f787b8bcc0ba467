import { expect, it } from 'vitest';
import type { ArmView, Frame } from '../../session/protocol.ts';
import { curvesTitle, gateHistoryTitle, gatesTitle } from './titles.ts';
import { reached } from './shown.ts';
import { HISTORY, numbers } from './testing/pictures.ts';

/** Step 402, two after the last point: both models have gone on. */
const arm = (loss: number, each: number): ArmView => ({
  ...HISTORY[0].arms[0],
  loss: [loss, 4, 0.3, 1.5],
  effectivePerExample: [each, 3, 3, 4],
  histogram: new Uint32Array(),
  parameters: new Float32Array(),
  dead: new Uint8Array(),
});
const frame: Frame = { step: 402, steps: 600, stepsPerSecond: 0, arms: [arm(0.25, 1.5), arm(0.5, 4)] };

it('over time ends at the newest step, on its grid and off it', () => {
  const whole = reached(HISTORY, frame);
  expect(whole.map(({ step }) => step)).toEqual([0, 100, 200, 300, 400, 402]);
  expect(whole.at(-1)!.arms.map(({ loss }) => loss[0])).toEqual([0.25, 0.5]);
  expect(reached(HISTORY, frame), 'asked again, it is the same').toBe(whole);
  expect(reached(HISTORY, { ...frame, step: 400 })).toBe(HISTORY);
  expect(reached(HISTORY, null)).toBe(HISTORY);
  expect(reached([], frame), 'a frame alone is no course').toEqual([]);
});

it('says of the gates now and over time the same number', () => {
  const say = { t: (key: string, values?: object) => `${key} ${JSON.stringify(values)}`, numbers } as never;
  const whole = reached(HISTORY, frame);
  // From 4 experts to 1.5 at step 402; at step 400 it had been 1.
  expect(gateHistoryTitle(say, { kind: 'mmoe' }, whole, 0)).toContain('"to":"1.5"');
  expect(gatesTitle(say, { kind: 'omoe', experts: 4 }, frame.arms[0])).toContain('"count":"1.5"');
  // Of 0.6 at the start, 0.25 is 42%.
  expect(curvesTitle(say, 'relative', whole, 0)).toContain('"mostTo":"42%"');
});
