import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { parameterLayout } from '../../model/layout.ts';
import { defaultRun, modelOf } from '../../run/runSpec.ts';
import type { ArmView, HistoryArm, Opened } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import { useSample } from '../sample.ts';
import { feed, useLab } from '../store.ts';
import { happenedWords } from './happenedWords.ts';
import { scrubTo } from './scrub.ts';

const en = { t: await wordsOf('en'), numbers: numberWords('en') };
const run = defaultRun();
const layout = parameterLayout(modelOf(run));

/** A model of which nothing is trained but the click's bias: P(click) is the same for all. */
function saying(click: number): Float32Array {
  const parameters = new Float32Array(layout.length);
  parameters[layout.blocks['towers/b']!.offset] = Math.log(click / (1 - click));
  return parameters;
}
const past = (...clicks: number[]) => clicks.map((click) => ({ parameters: saying(click) }) as unknown as HistoryArm);
const now = (...clicks: number[]) => clicks.map((click) => ({ parameters: saying(click) }) as unknown as ArmView);

const { queryFeatures, itemFeatures } = run.world;
/** Two impressions: the first on a phone, first of nine; the second on a TV, ninth of nine. */
const opened = {
  run,
  samples: {
    rows: 2,
    featureCount: queryFeatures + itemFeatures,
    features: new Float32Array(2 * (queryFeatures + itemFeatures)),
    device: new Uint8Array([0, 2]),
    position: new Uint8Array([1, 9]),
    labels: new Float32Array(8),
    observed: new Uint8Array([1, 0, 0, 0, 1, 0, 0, 0]),
    query: new Uint32Array(2),
    utility: new Float32Array(8),
    clickLogit: new Float32Array(2),
    clickProbability: new Float32Array([0.6, 0.2]),
  },
} as unknown as Opened;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
    draw();
    return 0;
  });
  useLab.setState({ opened });
  const frame = { step: 100, steps: 600, stepsPerSecond: 0, arms: now(0.3, 0.4) };
  const points = [
    { step: 0, arms: past(0.5, 0.5) },
    { step: 50, arms: past(0.1, 0.2) },
    { step: 100, arms: past(0.3, 0.4) },
  ];
  feed.push(frame, points, true);
  scrubTo(null);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const said = (step: number | null, arm: 0 | 1, same = false): string => {
  scrubTo(step);
  useLab.setState(({ state }) => ({ state: { ...state, view: { ...state.view, arm } } }));
  return /(The|Model).*$/.exec(happenedWords(en, opened, same))![0];
};

it('what is said of an impression is said by the model shown, at the step shown', () => {
  expect(said(null, 0)).toBe('Model A: 30% click; the truth: 20%.');
  expect(said(null, 1)).toBe('Model B: 40% click; the truth: 20%.');
  expect(said(50, 0)).toBe('Model A: 10% click; the truth: 20%.');
  expect(said(0, 1)).toBe('Model B, not trained yet: 50% click; the truth: 20%.');
  expect(said(0, 1, true)).toBe('The model, not trained yet: 50% click; the truth: 20%.');
});

it('is of the impression that is followed', () => {
  useSample.setState({ row: 0 });
  expect(happenedWords(en, opened, false)).toMatch(/^On a phone, first of nine\..*the truth: 60%\.$/);
  useSample.setState({ row: 1 });
  expect(happenedWords(en, opened, false)).toMatch(/^On a TV, ninth of nine\..*the truth: 20%\.$/);
});
