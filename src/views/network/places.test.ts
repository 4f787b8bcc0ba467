import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkModel, type ModelSpec } from '../../model/spec.ts';
import type { NodeId } from './graph.ts';
import { gatesOf, networkGraph, nodesOf, partOf, pathsThrough } from './graph.ts';
import { layoutNetwork, type Box } from './places.ts';
import { edgePath, featurePaths, mixLines } from './links.ts';

/** Every structure that the controls allow. */
const cases = fc
  .record({
    query: fc.integer({ min: 0, max: 16 }),
    item: fc.integer({ min: 1, max: 32 }),
    kind: fc.constantFrom('mmoe' as const, 'omoe' as const, 'shared-bottom' as const),
    experts: fc.integer({ min: 1, max: 16 }),
    sharedUnits: fc.integer({ min: 0, max: 32 }),
    biasHandling: fc.constantFrom(
      'none' as const,
      'input-feature' as const,
      'adversarial' as const,
      'shallow-tower' as const,
    ),
    towerUnits: fc.constantFrom(0, 8),
    width: fc.integer({ min: 260, max: 1400 }),
    room: fc.integer({ min: 0, max: 600 }),
  })
  .filter(
    ({ sharedUnits, biasHandling }) => sharedUnits > 0 || biasHandling === 'none' || biasHandling === 'shallow-tower',
  )
  .map(({ query, item, width, room, ...rest }) => {
    const model: ModelSpec = {
      ...rest,
      features: query + item,
      expertUnits: 8,
      experts: rest.kind === 'shared-bottom' ? 1 : rest.experts,
    };
    checkModel(model);
    return { model, features: { query, item }, width, room };
  });

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01;
const numbersIn = (path: string): number[] =>
  [...path.matchAll(/-?\d+(\.\d+)?(e-?\d+)?/g)].map((match) => Number(match[0]));

describe('the layout', () => {
  it('gives every node of every model a box inside the picture, and no two overlap', () => {
    fc.assert(
      fc.property(cases, ({ model, features, width, room }) => {
        const layout = layoutNetwork(model, features, width, room);
        expect([...layout.boxes.keys()].sort()).toEqual([...layout.graph.nodes].sort());
        const boxes = [...layout.boxes];
        // One expectation for all: thousands of them take seconds.
        const wrong = boxes.flatMap(([name, { x, y, w, h }], i) => [
          ...([x, y, w, h].every(Number.isFinite)
          && w > 8
          && h > 8
          && x >= 0
          && y >= 0
          && x + w <= layout.width
          && y + h <= layout.height
            ? []
            : [name]),
          ...boxes
            .slice(i + 1)
            .filter(([, other]) => overlaps({ x, y, w, h }, other))
            .map(([other]) => `${name} on ${other}`),
        ]);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the dots of features and units inside their boxes and apart', () => {
    fc.assert(
      fc.property(cases, ({ model, features, width, room }) => {
        const layout = layoutNetwork(model, features, width, room);
        for (const [node, dots] of layout.dots) {
          const box = layout.boxes.get(node)!;
          expect(dots).toHaveLength(
            node === 'query' ? features.query : node === 'item' ? features.item : model.sharedUnits,
          );
          const wrong = dots.filter(({ x, y, r }, i) => {
            const inside =
              Math.min(x - r - box.x, box.x + box.w - x - r, y - r - box.y, box.y + box.h - y - r) >= -0.01;
            const next = dots[i + 1];
            return !(r > 0.3 && inside && (!next || Math.hypot(next.x - x, next.y - y) >= 2 * r - 0.01));
          });
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps experts and tasks in their order along the flow', () => {
    fc.assert(
      fc.property(cases, ({ model, features, width, room }) => {
        const { boxes, flow } = layoutNetwork(model, features, width, room);
        const along = (node: NodeId): number => boxes.get(node)![flow === 'right' ? 'x' : 'y'];
        const sideways = (node: NodeId): number => boxes.get(node)![flow === 'right' ? 'y' : 'x'];
        for (let e = 1; e < model.experts; e++)
          expect(sideways(`expert/${e}`)).toBeGreaterThan(sideways(`expert/${e - 1}`));
        const order: NodeId[] = ['item', 'expert/0', 'tower/click', 'out/click'];
        for (let i = 1; i < order.length; i++) expect(along(order[i])).toBeGreaterThan(along(order[i - 1]));
        expect(sideways('tower/click')).toBeLessThan(sideways('tower/rating'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the height', () => {
  it('is filled where there is room for it, and never less than needed', () => {
    const least = layoutNetwork(model, features, 700).height;
    expect(layoutNetwork(model, features, 700, least + 60).height).toBe(least + 60);
    expect(layoutNetwork(model, features, 700, 100).height).toBe(least);
    expect(layoutNetwork(model, features, 700, 2000).height).toBeLessThan(2 * least);
    expect(layoutNetwork(model, features, 350, 2000).height).toBe(layoutNetwork(model, features, 350).height);
  });
});

describe('the lines', () => {
  it('are finite for every model and stay inside the picture', () => {
    fc.assert(
      fc.property(cases, ({ model, features, width, room }) => {
        const layout = layoutNetwork(model, features, width, room);
        const gates = gatesOf(model).map((gate) => gate.id);
        const even = new Float64Array(gates.length * model.experts).fill(1 / model.experts);
        const paths = [
          ...layout.graph.edges.map((edge) => ({
            id: edge.id,
            path: edgePath(layout, edge),
            own: edge.kind === 'mix' || edge.kind === 'features',
          })),
          ...mixLines(layout, gates, model.experts, even).map(({ path }) => ({ id: 'mix', path, own: false })),
          ...(model.sharedUnits > 0
            ? (['query', 'item'] as const)
                .flatMap((group) => featurePaths(layout, group))
                .map((path) => ({ id: 'feature', path, own: false }))
            : []),
        ];
        const limit = Math.max(layout.width, layout.height) + 1;
        const wrong = paths.filter(
          ({ path, own }) =>
            !own
            && (!path.startsWith('M')
              || /NaN|Infinity|undefined/.test(path)
              || numbersIn(path).some((value) => value > limit || value < -1)),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are as wide as the weights and fill the edge of every gate, whatever the weights', () => {
    fc.assert(
      fc.property(
        cases,
        fc.infiniteStream(fc.double({ min: 0.001, max: 1, noNaN: true })),
        ({ model, features, width, room }, stream) => {
          const layout = layoutNetwork(model, features, width, room);
          const gates = gatesOf(model).map((gate) => gate.id);
          const draws = stream[Symbol.iterator]();
          const weights = new Float64Array(gates.length * model.experts);
          gates.forEach((_, g) => {
            const row = Array.from({ length: model.experts }, () => (draws.next().value as number) ** 3);
            const sum = row.reduce((a, b) => a + b);
            weights.set(
              row.map((value) => value / sum),
              g * model.experts,
            );
          });
          const lines = mixLines(layout, gates, model.experts, weights);
          gates.forEach((gate, g) => {
            const own = lines.slice(g * model.experts, (g + 1) * model.experts);
            const box = layout.boxes.get(gate)!;
            const [from, size] = layout.flow === 'right' ? [box.y, box.h] : [box.x, box.w];
            expect(layout.fullWeight).toBeLessThanOrEqual(size);
            const wrong = own.filter((line, e) => {
              const end = numbersIn(line.path).slice(-2)[layout.flow === 'right' ? 1 : 0];
              return (
                Math.abs(line.width - weights[g * model.experts + e] * layout.fullWeight) > 0.41
                || end < from - 0.1
                || end > from + size + 0.1
              );
            });
            expect(wrong).toEqual([]);
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

const model: ModelSpec = {
  kind: 'mmoe',
  features: 16,
  sharedUnits: 16,
  experts: 8,
  expertUnits: 8,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};
const features = { query: 6, item: 10 };

describe('paths', () => {
  const through = (of: ModelSpec, part: Parameters<typeof nodesOf>[1]) => {
    const graph = networkGraph(of, features);
    return { graph, ...pathsThrough(graph, nodesOf(graph, part)) };
  };

  it('through an expert go to all towers and leave out the other experts and the shallow tower', () => {
    const { nodes, edges } = through(model, { kind: 'expert', expert: 3 });
    expect([...nodes].sort()).toEqual([
      'expert/3',
      'gate/click',
      'gate/like',
      'gate/rating',
      'gate/watchTime',
      'item',
      'out/click',
      'out/like',
      'out/rating',
      'out/watchTime',
      'query',
      'shared',
      'sum',
      'tower/click',
      'tower/like',
      'tower/rating',
      'tower/watchTime',
    ]);
    expect(edges.has('shared>expert/3')).toBe(true);
    expect(edges.has('expert/3>gate/like')).toBe(true);
    expect(edges.has('expert/2>gate/like')).toBe(false);
    expect(edges.has('shared>gate/like')).toBe(false);
    expect(edges.has('bias>sum')).toBe(false);
  });

  it('through a tower come from every expert by its own gate only', () => {
    const { nodes, edges } = through(model, { kind: 'tower', task: 'like' });
    expect(edges.has('expert/7>gate/like')).toBe(true);
    expect(edges.has('expert/7>gate/click')).toBe(false);
    expect(nodes.has('out/like')).toBe(true);
    expect(nodes.has('tower/click')).toBe(false);
  });

  it('through the shallow tower lead from device and position to the click alone', () => {
    const { nodes } = through(model, { kind: 'shallow' });
    expect([...nodes].sort()).toEqual(['bias', 'out/click', 'place', 'sum']);
  });

  it('through the gate of any task lead through the one gate of a one-gate model', () => {
    const { nodes } = through({ ...model, kind: 'omoe' }, { kind: 'gate', task: 'rating' });
    expect(nodes.has('gate/all')).toBe(true);
    expect(nodes.has('tower/click')).toBe(true);
  });

  it('exist for every part that a node stands for', () => {
    fc.assert(
      fc.property(cases, ({ model: some, features: counts }) => {
        const graph = networkGraph(some, counts);
        const lost = graph.nodes.filter((node) => {
          const part = partOf(node);
          return part && !nodesOf(graph, part).includes(node);
        });
        expect(lost).toEqual([]);
        // Whatever feeds something is fed by an input, and every prediction is reached from the inputs.
        const reached = pathsThrough(graph, nodesOf(graph, { kind: 'input' })).nodes;
        expect(graph.nodes.filter((node) => !reached.has(node))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
