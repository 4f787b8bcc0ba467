/** The whole picture of a network as marks, for tests: what stands still, with the numbers of one frame filled in by name. */
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { group, px, type Mark } from '../charts/marks.ts';
import { networkFrame, type NetworkFrame } from './frame.ts';
import { captionMarks, edgeMarks, groupMarks, nodeMark, ownerMarks } from './networkMarks.ts';
import { makeScene, type Scene } from './scene.ts';
import { networkWords } from './words.ts';

export const words = networkWords(await wordsOf('en'));

/** [task][expert]: click uses expert 2 most, watch time expert 3 only, the others all alike. */
const UTILIZATION = [0.1, 0.7, 0.2, 0, 0, 0, 1, 0, ...new Array<number>(8).fill(0.25)];

/** A model of four experts, all of whose weights are 0, and a frame of it. */
export function example(model: Partial<RunSpec['model']>, width: number): { scene: Scene; frame: NetworkFrame } {
  const run = defaultRun();
  const scene = makeScene({ ...run, model: { ...run.model, experts: 4, ...model } }, width);
  const { experts } = scene.model;
  const frame = networkFrame(scene, {
    utilization: experts === 4 ? Float64Array.from(UTILIZATION) : new Float64Array(4 * experts).fill(1 / experts),
    dead: new Uint8Array(experts),
    parameters: new Float32Array(scene.parameters.length),
  });
  return { scene, frame };
}

/** Everything in the picture, from below to the top. */
export const wholePicture = (scene: Scene): Mark[] => [
  group('edges', edgeMarks(scene)),
  ...captionMarks(scene, words),
  ...ownerMarks(scene, words),
  ...groupMarks(scene, words),
  ...scene.graph.nodes.map((node) => nodeMark(scene, node, words)),
];

/** The marks with a frame filled in: lines by their edge, bars by gate and expert, shares by expert and task. */
export function filled(marks: readonly Mark[], scene: Scene, frame: NetworkFrame): Mark[] {
  const inside = (mark: Mark, change: (own: Mark, i: number) => Mark): Mark => ({
    ...mark,
    marks: mark.marks?.map(change),
  });
  const thick = (mark: Mark, line: { width: number; opacity?: number; path?: string }): Mark => ({
    ...mark,
    at: {
      ...mark.at,
      d: line.path ?? mark.at.d,
      'stroke-width': px(line.width),
      'stroke-opacity': line.opacity && px(line.opacity),
    },
  });
  const fill = (mark: Mark): Mark => {
    const lines = frame.lines.get(String(mark.at['data-edge']));
    if (lines) return mark.marks ? inside(mark, (own, i) => thick(own, lines[i])) : thick(mark, lines[0]);
    const g = scene.gates.findIndex(({ id }) => id === mark.at['data-bars']);
    if (g >= 0)
      return inside(mark, (bar, e) => ({
        ...bar,
        at: { ...bar.at, y: px(frame.bars[g][e].y), height: px(frame.bars[g][e].height) },
      }));
    const expert = /^expert\/(\d+)$/.exec(String(mark.at['data-node']))?.[1];
    if (expert !== undefined)
      return inside(mark, (own) =>
        own.key === 'share'
          ? inside(own, (part, k) => {
              const { x, width } = frame.shares[Number(expert)][k];
              return { ...part, at: { ...part.at, x: px(x), width: px(width) } };
            })
          : own,
      );
    return inside(mark, fill);
  };
  return marks.map(fill);
}
