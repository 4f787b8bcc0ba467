import { describe, expect, it } from 'vitest';
import { biasMarks, sparkMarks } from './biasMarks.ts';
import { ctrMarks } from './ctrMarks.ts';
import { curveMarks } from './curveMarks.ts';
import { gateHistoryMarks } from './gateHistoryMarks.ts';
import { gateMarks } from './gateMarks.ts';
import { heatMarks } from './heatMarks.ts';
import type { Mark } from './marks.ts';
import type { Size } from './Plot.tsx';
import {
  biasPicture,
  CHANGES,
  ctrPicture,
  curvesPicture,
  gateHistoryPicture,
  gatePicture,
  heatPicture,
  OWN,
} from './testing/pictures.ts';
import { toSvg } from './testing/svg.ts';

/**
 * Every picture, from numbers written by hand, as a file that opens in a browser: look at `git diff` and at the files when a picture changes
 * on purpose, and write them anew with `npx vitest run src/views/charts/snapshots.test.ts -u`.
 */
const size = (width: number, height: number): Size => ({ width, height });
const at = (box: Size, marks: (box: Size) => readonly Mark[]) => ({ box, marks: marks(box) });

const PICTURES: Record<string, { box: Size; marks: readonly Mark[] }> = {
  'bias-phone': at(size(320, 160), (box) => biasMarks(box, biasPicture())),
  'bias-phone-position-2': at(size(320, 160), (box) => biasMarks(box, biasPicture({ pointed: 2 }))),
  'bias-all-devices': at(size(320, 160), (box) => biasMarks(box, biasPicture({ devices: [0, 1, 2] }))),
  'bias-error': at(size(200, 24), (box) =>
    sparkMarks(
      box,
      [0.8, 0.5, 0.3, 0.25, 0.2].map((value, i) => ({ step: 100 * i, value })),
      600,
    ),
  ),
  ctr: at(size(320, 140), (box) => ctrMarks(box, ctrPicture())),
  'ctr-position-7': at(size(320, 140), (box) => ctrMarks(box, ctrPicture({ pointed: 7 }))),
  'heat-beside': at(size(600, 112), (box) => heatMarks(box, heatPicture())),
  'heat-below': at(size(300, 217), (box) => heatMarks(box, heatPicture())),
  'heat-expert-3': at(size(300, 217), (box) => heatMarks(box, heatPicture({ pointed: { expert: 2, task: null } }))),
  'heat-own-experts': at(size(600, 112), (box) => heatMarks(box, heatPicture({ model: OWN }))),
  'curves-relative': at(size(432, 200), (box) => curveMarks(box, curvesPicture())),
  'curves-relative-changes': at(size(432, 200), (box) => curveMarks(box, curvesPicture({ changes: CHANGES }))),
  'curves-relative-model-1': at(size(432, 200), (box) => curveMarks(box, curvesPicture({ arm: 1 }))),
  'curves-relative-step-100': at(size(280, 200), (box) => curveMarks(box, curvesPicture({ cursor: 100 }))),
  'curves-loss': at(size(432, 220), (box) => curveMarks(box, curvesPicture({ kind: 'loss', changes: CHANGES }))),
  'curves-auc': at(size(432, 200), (box) =>
    curveMarks(box, curvesPicture({ kind: 'auc', pointed: 0, words: { ...curvesPicture().words, units: ['AUC'] } })),
  ),
  'gate-watch-time': at(size(180, 112), (box) => gateMarks(box, gatePicture())),
  'gate-watch-time-expert-2': at(size(180, 112), (box) => gateMarks(box, gatePicture({ pointed: 1 }))),
  'gate-like-own-experts': at(size(180, 112), (box) => gateMarks(box, gatePicture({ model: OWN, task: 2 }))),
  'gate-history-click': at(size(234, 165), (box) => gateHistoryMarks(box, gateHistoryPicture())),
  'gate-history-watch-time-low': at(size(234, 100), (box) => gateHistoryMarks(box, gateHistoryPicture({ task: 1 }))),
  'gate-history-changes': at(size(234, 165), (box) =>
    gateHistoryMarks(box, gateHistoryPicture({ changes: CHANGES, mark: 200, pointed: 0 })),
  ),
};

describe('the picture of', () => {
  it.each(Object.keys(PICTURES))('%s is as it was', async (name) => {
    const { box, marks } = PICTURES[name];
    await expect(toSvg(marks, box)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});
