import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../model/spec.ts';
import { gatesOf, networkGraph, nodesOf, partOf } from './graph.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 16,
  sharedUnits: 16,
  experts: 2,
  expertUnits: 8,
  towerUnits: 8,
  biasHandling: 'none',
};
const FEATURES = { query: 6, item: 10 };
const graphOf = (changed: Partial<ModelSpec>, features = FEATURES) => networkGraph({ ...MODEL, ...changed }, features);
/** Ids of the edges of one kind. */
const edges = (kind: string, ...given: Parameters<typeof graphOf>): string[] =>
  graphOf(...given)
    .edges.filter((edge) => edge.kind === kind)
    .map(({ id }) => id);

describe('the graph of a model', () => {
  it('has an edge for everything that flows, of its kind', () => {
    expect(edges('features', {})).toEqual(['query>shared', 'item>shared']);
    expect(edges('weights', {})).toEqual(['shared>expert/0', 'shared>expert/1']);
    expect(edges('read', {})).toEqual(['click', 'watchTime', 'like', 'rating'].map((task) => `shared>gate/${task}`));
    expect(edges('mix', {}).slice(0, 3)).toEqual([
      'expert/0>gate/click',
      'expert/1>gate/click',
      'expert/0>gate/watchTime',
    ]);
    expect(edges('task', {})).toEqual([
      ...['click', 'watchTime', 'like', 'rating'].map((task) => `gate/${task}>tower/${task}`),
      ...['click', 'watchTime', 'like', 'rating'].map((task) => `tower/${task}>out/${task}`),
    ]);
  });
  it('has nothing of a task that a table has not, and adds no position logit where the first task is missing', () => {
    const two = { ...MODEL, biasHandling: 'shallow-tower' as const, present: [1, 3] };
    const { nodes } = networkGraph(two, { query: 0, item: 16 });
    expect(nodes).toEqual([
      ...['item', 'shared', 'expert/0', 'expert/1'],
      ...['gate/watchTime', 'gate/rating', 'tower/watchTime', 'tower/rating', 'out/watchTime', 'out/rating'],
    ]);
    expect(networkGraph({ ...two, present: [0] }, { query: 0, item: 16 }).nodes).toContain('sum');
  });
  it('knows whose an edge is', () => {
    const edge = (id: string, changed: Partial<ModelSpec> = {}) => graphOf(changed).edges.find((one) => one.id === id);
    expect(edge('expert/1>gate/like')).toEqual({
      id: 'expert/1>gate/like',
      kind: 'mix',
      from: 'expert/1',
      to: 'gate/like',
      task: 'like',
      expert: 1,
    });
    expect(edge('shared>expert/1')).toMatchObject({ expert: 1 });
    expect(edge('shared>gate/like')?.task).toBeUndefined();
    expect(edge('gate/like>tower/like')).toMatchObject({ task: 'like' });
    expect(edge('tower/like>out/like')).toMatchObject({ task: 'like' });
    // What all tasks share has nobody's colour.
    expect(edge('expert/1>gate/all', { kind: 'omoe' })?.task).toBeUndefined();
    expect(edge('gate/all>tower/like', { kind: 'omoe' })).toMatchObject({ task: 'like' });
    expect(edge('expert/0>tower/like', { kind: 'shared-bottom', experts: 1 })).toMatchObject({ task: 'like' });
  });
  it('has the features at the experts and gates where nothing is shared', () => {
    expect(edges('weights', { sharedUnits: 0, experts: 1 })).toEqual(['query>expert/0', 'item>expert/0']);
    expect(edges('read', { sharedUnits: 0, kind: 'omoe' })).toEqual(['query>gate/all', 'item>gate/all']);
    expect(edges('features', { sharedUnits: 0 })).toEqual([]);
    expect(edges('features', {}, { query: 0, item: 16 })).toEqual(['item>shared']);
    // One unit is a layer, one feature a group.
    expect(edges('features', { sharedUnits: 1 }, { query: 1, item: 15 })).toEqual(['query>shared', 'item>shared']);
  });
  it.each([
    ['none', [], []],
    ['shallow-tower', ['place>bias', 'bias>sum'], ['place', 'bias', 'sum']],
    ['input-feature', ['place>bias', 'bias>shared'], ['place', 'bias']],
    ['adversarial', ['shared>bias'], ['bias']],
  ] as const)('deals with the position as it is set: %s', (biasHandling, wanted, nodes) => {
    expect(edges('bias', { biasHandling })).toEqual(wanted);
    const own = ['place', 'bias', 'sum'];
    expect(graphOf({ biasHandling }).nodes.filter((node) => own.includes(node))).toEqual(nodes);
  });
  it('adds the shallow tower to the click and to no other', () => {
    const task = edges('task', { biasHandling: 'shallow-tower' }).slice(4);
    expect(task).toEqual([
      'tower/click>sum',
      'sum>out/click',
      ...['watchTime', 'like', 'rating'].map((name) => `tower/${name}>out/${name}`),
    ]);
  });
  it('has its nodes in the order in which they are read', () => {
    expect(graphOf({ kind: 'omoe', biasHandling: 'shallow-tower' }).nodes).toEqual([
      ...['query', 'item', 'place', 'shared', 'expert/0', 'expert/1', 'gate/all'],
      ...['tower/click', 'tower/watchTime', 'tower/like', 'tower/rating', 'bias', 'sum'],
      ...['out/click', 'out/watchTime', 'out/like', 'out/rating'],
    ]);
    expect(
      graphOf({ kind: 'shared-bottom', experts: 1, sharedUnits: 0 }, { query: 0, item: 16 }).nodes.slice(0, 3),
    ).toEqual(['item', 'expert/0', 'tower/click']);
  });
});

describe('the gates of a model', () => {
  it('are one a task, one for all, or none', () => {
    const ids = (kind: ModelSpec['kind']) => gatesOf({ ...MODEL, kind }).map(({ id, tasks }) => [id, tasks.length]);
    expect(ids('mmoe')).toEqual(['click', 'watchTime', 'like', 'rating'].map((task) => [`gate/${task}`, 1]));
    expect(ids('omoe')).toEqual([['gate/all', 4]]);
    expect(ids('shared-bottom')).toEqual([]);
  });
});

describe('a part of a model', () => {
  it('is what a node stands for', () => {
    expect((['query', 'item', 'place'] as const).map(partOf)).toEqual(new Array(3).fill({ kind: 'input' }));
    expect(partOf('shared')).toEqual({ kind: 'shared' });
    expect(partOf('bias')).toEqual({ kind: 'shallow' });
    expect(partOf('expert/3')).toEqual({ kind: 'expert', expert: 3 });
    expect([partOf('gate/like'), partOf('gate/all')]).toEqual([
      { kind: 'gate', task: 'like' },
      { kind: 'gate', task: 'click' },
    ]);
    expect(partOf('tower/rating')).toEqual({ kind: 'tower', task: 'rating' });
    expect([partOf('sum'), partOf('out/click')]).toEqual([null, null]);
  });
  it('has the nodes of its own, and no others', () => {
    const graph = graphOf({ biasHandling: 'shallow-tower' });
    expect(nodesOf(graph, { kind: 'input' })).toEqual(['query', 'item', 'place']);
    expect(nodesOf(graph, { kind: 'expert', expert: 1 })).toEqual(['expert/1']);
    expect(nodesOf(graph, { kind: 'expert', expert: 2 })).toEqual([]);
    expect(nodesOf(graph, { kind: 'gate', task: 'like' })).toEqual(['gate/like']);
    expect(nodesOf(graph, { kind: 'tower', task: 'like' })).toEqual(['tower/like']);
    expect(nodesOf(graph, { kind: 'shallow' })).toEqual(['bias']);
    expect(nodesOf(graphOf({ kind: 'omoe' }), { kind: 'gate', task: 'rating' })).toEqual(['gate/all']);
  });
});
