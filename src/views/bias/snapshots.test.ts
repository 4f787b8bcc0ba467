import { describe, expect, it } from 'vitest';
import { CHANGES } from '../charts/testing/pictures.ts';
import { toSvg } from '../charts/testing/svg.ts';
import { assumptionMarks } from './assumptionMarks.ts';
import { courseMarks } from './courseMarks.ts';
import { editorMarks, EDITOR_HEIGHT } from './editorMarks.ts';
import { probabilityMarks, stripMarks } from './smallMarks.ts';
import { assumptionPicture, coursePicture, editorPicture, whyPicture } from './testing.ts';
import { whyHeight, whyMarks } from './whyMarks.ts';

/** As src/views/charts/snapshots.test.ts, for this chapter. */
const COURSE = { width: 234, height: 104 };
const EDITOR = { width: 300, height: EDITOR_HEIGHT };
const ASSUMPTION = { width: 278, height: 144 };
const running = [0, 0, -1, -1, -2, -2, -3, -3, -4];

const PICTURES = {
  'course-rmse': toSvg(courseMarks(COURSE, coursePicture()), COURSE),
  'course-rmse-changes': toSvg(courseMarks(COURSE, coursePicture({ changes: CHANGES })), COURSE),
  'course-slope': toSvg(courseMarks(COURSE, coursePicture({ figure: 'slope' })), COURSE),
  editor: toSvg(editorMarks(EDITOR.width, editorPicture()), EDITOR),
  'editor-tv-waits': toSvg(editorMarks(EDITOR.width, editorPicture({ device: 2, running })), EDITOR),
  why: toSvg(whyMarks(640, whyPicture()), { width: 640, height: whyHeight(2) }),
  'why-narrow-pointed': toSvg(whyMarks(380, whyPicture({ pointed: { band: 1, p: 2 } })), {
    width: 380,
    height: whyHeight(2),
  }),
  assumption: toSvg(assumptionMarks(ASSUMPTION, assumptionPicture()), ASSUMPTION),
  probability: toSvg(probabilityMarks({ width: 160, height: 20 }, 0.3, 0.45), { width: 160, height: 20 }),
  strip: toSvg(stripMarks({ width: 160, height: 14 }, [0.1, 0.12, 0.3], 0.4), { width: 160, height: 14 }),
};

describe('the picture of', () => {
  it.each(Object.entries(PICTURES))('%s is as it was', async (name, svg) => {
    await expect(svg).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});
