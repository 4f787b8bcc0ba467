import { describe, expect, it } from 'vitest';
import { toSvg } from '../charts/testing/svg.ts';
import { example, filled, wholePicture } from './testing.ts';

/** As src/views/charts/snapshots.test.ts: the picture of the network with one frame in it. */
const NET_STYLE = `
.edge { fill: none; stroke: var(--edge) } [data-kind='mix'] { opacity: 0.75 } [data-kind='task'] { stroke-width: 1.5 } [data-kind='read'] { stroke: var(--line) }
.box, [data-kind='sum'] circle { fill: #fff } .node { stroke: var(--edge) } .node text { stroke: none } .ring { display: none }
[data-kind='sum'] path { fill: none } .dead { display: none } .bars { fill: var(--muted); stroke: none } .detail { fill: var(--muted) }
.bracket { fill: none; stroke: var(--edge) } .small, .detail { font-size: 11px } [data-share] rect { stroke: none }
`;

describe('the network of', () => {
  it.each([
    ['mmoe-right', {}, 900],
    ['mmoe-down', {}, 360],
    ['own-experts-right', { sharing: 'groups' }, 900],
    ['own-experts-down', { sharing: 'groups' }, 360],
    ['own-experts-by-task-right', { sharing: 'tasks', experts: 8 }, 900],
    ['one-gate-right', { kind: 'omoe' }, 900],
    ['one-gate-down', { kind: 'omoe' }, 360],
    ['shared-bottom-right', { kind: 'shared-bottom', biasHandling: 'input-feature' }, 900],
    ['no-shared-layer-right', { sharedUnits: 0, biasHandling: 'none' }, 900],
  ] as const)('%s is as it was', async (name, model, width) => {
    const { scene, frame } = example(model, width);
    const svg = toSvg(filled(wholePicture(scene), scene, frame), scene.layout);
    await expect(svg.replace('</style>', `${NET_STYLE}</style>`)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});
