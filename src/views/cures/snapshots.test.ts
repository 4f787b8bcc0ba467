import { describe, expect, it } from 'vitest';
import { numbers } from '../charts/testing/pictures.ts';
import { textWidth, toSvg } from '../charts/testing/svg.ts';
import { PARETO_HEIGHT, paretoMarks, type ParetoPicture } from './paretoMarks.ts';
import { pointsOf, rolesOf } from './points.ts';
import { taskHeight, taskMarks } from './taskMarks.ts';
import { CURES, ratio } from './testing.ts';

const points = pointsOf(CURES, 'weights');
const plane: ParetoPicture = {
  points,
  roles: rolesOf(points, CURES, 'weights'),
  chosen: 'lossFree:0.03',
  pointed: null,
  curve: {
    points: [
      { id: 'lossFree:0.003', rate: 0.12, ratio: 0.99, text: '0.003' },
      { id: 'lossFree:0.03', rate: 0, ratio: 0.97, text: '0.03' },
    ],
  },
  words: {
    rate: 'runs with a polarized gate',
    loss: 'held-out loss, ratio to no cure',
    name: (id) => id,
    percent: (share) => numbers.percent(share),
    ratio: (value) => numbers.plain(value, 2),
  },
  textWidth,
};

/** As src/views/charts/snapshots.test.ts, for this chapter. */
const PICTURES = {
  plane: toSvg(paretoMarks(640, plane), { width: 640, height: PARETO_HEIGHT }),
  'plane-narrow': toSvg(paretoMarks(340, plane), { width: 340, height: PARETO_HEIGHT }),
  tasks: toSvg(
    taskMarks(320, {
      rows: ['all four', 'click', 'rating'].map((name, i) => ({
        id: name,
        name,
        loss: ratio(0.8 + 0.15 * i),
        color: 'var(--ink)',
      })),
      words: { axis: 'loss, ratio to no cure', ratio: (value) => numbers.plain(value, 2) },
      textWidth,
    }),
    { width: 320, height: taskHeight(3) },
  ),
};

describe('the picture of', () => {
  it.each(Object.entries(PICTURES))('%s is as it was', async (name, svg) => {
    await expect(svg).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});
