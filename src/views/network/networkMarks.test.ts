import { describe, expect, it } from 'vitest';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Mark } from '../charts/marks.ts';
import { markAt, marksIn } from '../charts/testing/svg.ts';
import { pathsThrough, type NodeId } from './graph.ts';
import { captionMarks, edgeMarks, groupMarks, nodeMark, ownerMarks } from './networkMarks.ts';
import { example, filled, words, wholePicture } from './testing.ts';

const TASKS = ['click', 'watchTime', 'like', 'rating'] as const;

/** One node of a model; and where it stands. */
function nodeOf(node: NodeId, model: Partial<RunSpec['model']> = {}, width = 900) {
  const { scene } = example(model, width);
  const mark = nodeMark(scene, node, words);
  const [x, y] = /^translate\((.*),(.*)\)$/.exec(String(mark.at.transform))!.slice(1).map(Number);
  return { mark, x, y, box: scene.layout.boxes.get(node)! };
}
const textOf = (mark: Mark, key = 'name'): string | undefined => markAt([mark], mark.key, key).text;

describe('the nodes', () => {
  it('are the experts in their order, from above or from the left, each with its number', () => {
    const right = [0, 1, 2, 3].map((e) => nodeOf(`expert/${e}`));
    expect(right.map(({ mark }) => textOf(mark))).toEqual(['expert 1', 'expert 2', 'expert 3', 'expert 4']);
    expect(right.map(({ mark }) => mark.at['data-node'])).toEqual(['expert/0', 'expert/1', 'expert/2', 'expert/3']);
    // 168 pixels below the band of the shallow tower (30), four times 42: the middle of the first at 51, 26 high.
    expect(right.map(({ y }) => y)).toEqual([38, 80, 122, 164]);
    const down = [0, 1, 2, 3].map((e) => nodeOf(`expert/${e}`, {}, 360));
    expect(down.map(({ mark }) => textOf(mark))).toEqual(['1', '2', '3', '4']);
    // From 14 to 348: four columns of 83.5, in each 48 wide.
    expect(down.map(({ x }) => x)).toEqual([31.75, 115.25, 198.75, 282.25]);
  });

  it('have the colour of their task, and the name', () => {
    for (const task of TASKS) {
      expect(nodeOf(`gate/${task}`).mark.at.style).toBe(`stroke: var(--task-${task})`);
      const { mark } = nodeOf(`tower/${task}`);
      expect(mark.at.style).toBe(`stroke: var(--task-${task})`);
      expect(markAt([mark], mark.key, 'name').at.style).toBe(`fill: var(--task-${task}-ink)`);
      expect(textOf(mark)).toBe({ click: 'click', watchTime: 'watch time', like: 'like', rating: 'rating' }[task]);
      const out = nodeOf(`out/${task}`).mark;
      expect(markAt([out], out.key, 'measure').at.style).toBe(`fill: var(--task-${task}-ink)`);
      expect(markAt([out], out.key, 'measure', 'value').at['data-metric']).toBe(task);
      expect(markAt([out], out.key, 'measure', 'name').at['data-metric-name']).toBe(task);
    }
    expect(nodeOf('gate/all', { kind: 'omoe' }).mark.at.style).toBeUndefined();
    expect(nodeOf('expert/0').mark.at.style).toBeUndefined();
  });

  it('have a task’s name within their edges, on two lines where it is too long for one', () => {
    const names = (width: number) => {
      const { mark, box } = nodeOf('tower/watchTime', {}, width);
      const lines = mark.marks!.filter(({ tag }) => tag === 'text');
      // 11 pixels high at most: a letter takes about 6 of them.
      for (const { text } of lines) expect(6 * text!.length + 4).toBeLessThanOrEqual(box.w);
      return lines.map(({ text, at }) => [text, Number(at.y) - box.h / 2]);
    };
    expect(names(270)).toEqual([
      ['watch', -2],
      ['time', 10],
    ]);
    expect(names(340)).toEqual([['watch time', 4]]);
  });
  it('have a task’s name whole under the mouse where it was cut off', () => {
    const { scene } = example({}, 270);
    const long = { ...words, task: () => 'watched_at_least_half_of_it' };
    const titles = nodeMark(scene, 'tower/watchTime', long).marks!.flatMap(({ marks = [] }) =>
      marks.flatMap(({ tag, text }) => (tag === 'title' ? [text] : [])),
    );
    expect(new Set(titles)).toEqual(new Set(['watched_at_least_half_of_it']));
  });

  it('hold an expert’s share: a segment for each task in its colour, on the floor of the box', () => {
    const { mark, box } = nodeOf('expert/1');
    const share = markAt([mark], mark.key, 'share');
    expect(share.marks!.map(({ at }) => at.fill)).toEqual(TASKS.map((task) => `var(--task-${task})`));
    // 3 high, 1 above the edge; 5 from the left.
    expect(share.at.transform).toBe(`translate(5,${box.h - 4})`);
    const only = nodeOf('expert/0', { kind: 'shared-bottom' }).mark;
    expect(only.marks!.map(({ key }) => key)).toEqual(['ring', 'box', 'name', 'dead']);
  });

  it('hold a gate’s bars, one for each expert from the left', () => {
    const { mark, box } = nodeOf('gate/like');
    const bars = markAt([mark], mark.key, 'bars');
    expect([bars.at['data-bars'], bars.at.style]).toEqual(['gate/like', 'fill: var(--task-like)']);
    // 34 wide, 3 to each side: 7 an expert, of which 5.5 are drawn.
    expect(box.w).toBe(34);
    expect(bars.marks!.map(({ key, at }) => [key, at.x, at.width])).toEqual([
      ['expert 1', 3, 5.5],
      ['expert 2', 10, 5.5],
      ['expert 3', 17, 5.5],
      ['expert 4', 24, 5.5],
    ]);
  });

  it('say what they are: inputs with their features, the shared layer with its units, what deals with position', () => {
    const query = nodeOf('query').mark;
    expect([textOf(query), textOf(query, 'detail'), marksIn([query], 'query', 'dots').length]).toEqual([
      'query',
      '6 features',
      6,
    ]);
    expect(textOf(nodeOf('item').mark, 'detail')).toBe('10 features');
    const shared = nodeOf('shared', {}, 360).mark;
    expect([textOf(shared), textOf(shared, 'detail'), marksIn([shared], 'shared', 'dots').length]).toEqual([
      'shared',
      '16 ReLU',
      16,
    ]);
    expect(textOf(nodeOf('bias').mark)).toBe('shallow tower');
    expect(textOf(nodeOf('bias', { biasHandling: 'input-feature' }).mark)).toBe('position input');
    expect(textOf(nodeOf('bias', { biasHandling: 'adversarial' }).mark)).toBe('adversary');
    expect(textOf(nodeOf('place').mark)).toBe('device × position');
  });
});

describe('the caption', () => {
  const caption = (model: Partial<RunSpec['model']>, width = 900) =>
    captionMarks(example(model, width).scene, words).map(({ text }) => text);
  it('counts the gates', () => {
    expect([caption({}), caption({ kind: 'omoe' }), caption({ kind: 'shared-bottom' }), caption({}, 360)]).toEqual([
      ['gates'],
      ['gate'],
      [],
      [],
    ]);
  });
});

describe('the lines', () => {
  it('have the colour of the task that they serve', () => {
    const marks = edgeMarks(example({}, 900).scene);
    for (const task of TASKS) {
      for (const from of [`expert/0>gate/${task}`, `expert/3>gate/${task}`, `gate/${task}>tower/${task}`])
        expect(markAt(marks, from).at.style).toBe(`stroke: var(--task-${task})`);
    }
    expect(markAt(marks, 'shared>expert/0').at.style).toBeUndefined();
    const one = edgeMarks(example({ kind: 'omoe' }, 900).scene);
    expect(markAt(one, 'expert/0>gate/all').at.style).toBeUndefined();
    expect(markAt(one, 'gate/all>tower/rating').at.style).toBe('stroke: var(--task-rating)');
  });
  it('lie with what the gates read below all others, and have one line for each feature', () => {
    const { scene } = example({}, 900);
    const marks = edgeMarks(scene);
    expect(marks.slice(0, 4).map(({ at }) => at['data-kind'])).toEqual(['read', 'read', 'read', 'read']);
    expect(marks.at(-1)!.at['data-kind']).toBe('task');
    expect(markAt(marks, 'query>shared').marks).toHaveLength(6);
    expect(markAt(marks, 'item>shared').marks).toHaveLength(10);
    expect(marks).toHaveLength(scene.graph.edges.length);
  });
});

describe('a frame in the picture', () => {
  const { scene, frame } = example({}, 900);
  const marks = filled(wholePicture(scene), scene, frame);
  it('makes each line as wide as its own task uses its own expert', () => {
    const width = (expert: number, task: string) =>
      markAt(marks, 'edges', `expert/${expert}>gate/${task}`).at['stroke-width'];
    // 26 pixels for all of a gate's weight.
    expect([0, 1, 2, 3].map((e) => width(e, 'click'))).toEqual([2.6, 18.2, 5.2, 0.4]);
    expect([0, 1, 2, 3].map((e) => width(e, 'watchTime'))).toEqual([0.4, 0.4, 26, 0.4]);
    expect([0, 1, 2, 3].map((e) => width(e, 'rating'))).toEqual([6.5, 6.5, 6.5, 6.5]);
  });
  it('lets the bars of a gate stand on its floor, as high as the weights', () => {
    // 32 high, 3 above and below: 26 for a weight of 1.
    const bars = marksIn(marks, 'gate/click', 'bars').map(({ at }) => [at.y, at.height]);
    expect(bars).toEqual([
      [26.4, 2.6],
      [10.8, 18.2],
      [23.8, 5.2],
      [28.5, 0.5],
    ]);
  });
  it('gives each task its part of an expert’s bar', () => {
    // Expert 3: .2, 1, .25, .25 of the four gates. It is the busiest of .15, .3, .425, .125: twice the equal share (.5) fills the bar.
    const { w } = scene.layout.boxes.get('expert/2')!;
    const room = w - 10;
    const parts = marksIn(marks, 'expert/2', 'share').map(({ at }) => Number(at.width) / room);
    [0.1, 0.5, 0.125, 0.125].forEach((part, k) => {
      expect(parts[k]).toBeCloseTo(part, 3);
    });
  });
});

describe('the groups of tasks', () => {
  const groupsOf = (width: number) => {
    const { scene } = example({}, width);
    const marks = groupMarks(scene, words);
    return {
      scene,
      groups: ['engagement', 'satisfaction'].map((name) => {
        const { x, y, 'text-anchor': anchor } = markAt(marks, `group ${name}`, 'name').at;
        const text = markAt(marks, `group ${name}`, 'name').text;
        return { d: markAt(marks, `group ${name}`, 'bracket').at.d, text, x, y, anchor };
      }),
    };
  };
  it('stand right of their predictions, with the name in the gap between the two', () => {
    // Predictions from 815.5 on, their middles at 51, 93, 135 and 177: brackets 9 further out, their backs 81 from the left.
    expect(groupsOf(900).groups).toEqual([
      { d: 'M892.5,42H896.5V102H892.5', text: 'engagement', x: 892.5, y: 76, anchor: 'end' },
      { d: 'M892.5,126H896.5V186H892.5', text: 'satisfaction', x: 892.5, y: 160, anchor: 'end' },
    ]);
  });
  it('stand below them where the network flows down, with room kept for the name', () => {
    const { scene, groups } = groupsOf(360);
    const y = scene.layout.boxes.get('out/click')!.y + 34 + 2;
    // Four columns of 83.5 from 14 to 348, each prediction 2 from its column's edges and the bracket 2 from the prediction's.
    expect(groups).toEqual([
      {
        d: `M18,${String(y)}V${String(y + 4)}H177V${String(y)}`,
        text: 'engagement',
        x: 97.5,
        y: y + 17,
        anchor: 'middle',
      },
      {
        d: `M185,${String(y)}V${String(y + 4)}H344V${String(y)}`,
        text: 'satisfaction',
        x: 264.5,
        y: y + 17,
        anchor: 'middle',
      },
    ]);
    expect(scene.layout.height).toBeGreaterThanOrEqual(y + 17 + 3);
  });
});

describe('an expert that a gate may not use', () => {
  // Four experts: engagement's, two shared, satisfaction's.
  const { scene, frame } = example({ sharing: 'groups' }, 900);
  const keys = (marks: readonly Mark[] = []): string[] => marks.map(({ key }) => key);
  it('has no line to it, and no bar in it', () => {
    const mix = keys(edgeMarks(scene)).filter((id) => /^expert.*gate/.test(id));
    expect(mix.sort()).toEqual(
      [
        ...['expert/0>gate/click', 'expert/0>gate/watchTime', 'expert/3>gate/like', 'expert/3>gate/rating'],
        ...[1, 2].flatMap((e) => ['click', 'watchTime', 'like', 'rating'].map((task) => `expert/${e}>gate/${task}`)),
      ].sort(),
    );
    expect([...frame.lines.keys()].filter((id) => /^expert.*gate/.test(id)).sort()).toEqual(mix);
    const bars = (gate: NodeId): string[] =>
      keys(nodeMark(scene, gate, words).marks?.find(({ key }) => key === 'bars')?.marks);
    expect(bars('gate/click')).toEqual(['expert 1', 'expert 2', 'expert 3']);
    expect(bars('gate/rating')).toEqual(['expert 2', 'expert 3', 'expert 4']);
    expect(frame.bars.map((gate) => gate.length)).toEqual([3, 3, 3, 3]);
  });
  it('is followed to no task that does not use it', () => {
    const { nodes } = pathsThrough(scene.graph, ['expert/3']);
    expect(nodes.has('out/rating')).toBe(true);
    expect(nodes.has('out/click')).toBe(false);
  });
  const captions = (model: Parameters<typeof example>[0], width: number): [string, string[]][] => {
    const marks = ownerMarks(example(model, width).scene, words);
    return (marks.at(0)?.marks ?? []).map(({ key, marks: lines }) => [
      key,
      (lines ?? []).map(({ text }) => text ?? ''),
    ]);
  };
  it('is said whose it is, above the first of each owner', () => {
    expect(captions({ sharing: 'groups' }, 900)).toEqual([
      ['owner of expert 1', ['engagement']],
      ['owner of expert 2', ['shared']],
      ['owner of expert 4', ['satisfaction']],
    ]);
    expect(captions({ sharing: 'all' }, 900)).toEqual([]);
    // Below each other a name is broken where it is too wide, and left out where that does not help.
    expect(captions({ sharing: 'tasks', experts: 8 }, 360).map(([, lines]) => lines)).toEqual([
      ...[['click'], ['watch', 'time'], ['shared'], ['like'], ['rating']],
    ]);
    expect(captions({ sharing: 'tasks', experts: 15 }, 300).map(([, lines]) => lines)).toEqual([
      ...[[], [], ['shared'], [], []],
    ]);
  });
  it.each([900, 360])('stands clear of its neighbours and of the words above it, %i pixels wide', (width) => {
    for (const [sharing, experts] of [
      ['groups', 8],
      ['tasks', 16],
      ['apart', 5],
    ] as const) {
      const { layout } = example({ sharing, experts }, width).scene;
      const boxes = Array.from({ length: experts }, (_, e) => layout.boxes.get(`expert/${e}`)!);
      for (let e = 1; e < experts; e++) {
        const [before, box] = [boxes[e - 1], boxes[e]];
        if (layout.flow === 'right') expect(box.y).toBeGreaterThan(before.y + before.h);
        else expect(box.x).toBeGreaterThan(before.x + before.w);
      }
      expect(boxes[experts - 1].y + boxes[experts - 1].h).toBeLessThan(layout.height);
    }
    const own = example({ sharing: 'groups', experts: 8 }, 900).scene.layout.boxes;
    // A line of words between the last of engagement's and the first shared one.
    expect(own.get('expert/2')!.y - own.get('expert/1')!.y - own.get('expert/1')!.h).toBeGreaterThan(14);
  });
});
