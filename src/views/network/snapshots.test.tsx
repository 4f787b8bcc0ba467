import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import network from '../../i18n/en/network.ts';
import { english } from '../../i18n/messages.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { STYLE } from '../charts/testing/style.ts';
import { Captions, Edges, Node } from './Drawing.tsx';
import { networkFrame } from './frame.ts';
import { makeScene } from './scene.ts';

/** As src/views/charts/snapshots.test.ts: the picture of the network that stands still, and the lines from experts to gates of one frame. */
const language = i18next.createInstance();

beforeAll(async () => {
  await language.use(initReactI18next).init({ lng: 'en', resources: { en: { translation: { ...english, network } } } });
});

const NET_STYLE = `
.edge { fill: none; stroke: var(--edge) } [data-kind='mix'] { opacity: 0.75 } [data-kind='task'] { stroke-width: 1.5 } [data-kind='read'] { stroke: var(--line) }
.box, [data-kind='sum'] circle { fill: #fff } .node { stroke: var(--edge) } .node text { stroke: none } .ring { display: none }
[data-kind='sum'] path { fill: none } .dead { display: none } .bars { fill: var(--muted); stroke: none } .detail { fill: var(--muted) }
.small, .detail { font-size: 11px }
`;

/** A model of four experts: click uses expert 2 most, watch time expert 3 only, the others all alike. */
function picture(model: Partial<RunSpec['model']>, width: number): string {
  const run = defaultRun();
  const scene = makeScene({ ...run, model: { ...run.model, experts: 4, ...model } }, width);
  const weights = [0.1, 0.7, 0.2, 0, 0, 0, 1, 0, ...new Array<number>(8).fill(0.25)];
  const { lines } = networkFrame(scene, {
    utilization: Float64Array.from(weights),
    dead: new Uint8Array(4),
    parameters: new Float32Array(scene.parameters.length),
  });
  const moving = [...lines].flatMap(([id, [{ path, width: thick }]]) => (path ? [{ id, path, thick }] : []));
  const { layout, graph } = scene;
  const box = [-8, -8, layout.width + 16, layout.height + 16].join(' ');
  const svg = renderToStaticMarkup(
    <I18nextProvider i18n={language}>
      <svg xmlns="http://www.w3.org/2000/svg" width={layout.width + 16} height={layout.height + 16} viewBox={box}>
        <style>{STYLE + NET_STYLE}</style>
        <Edges scene={scene} />
        <g opacity={0.6}>
          {moving.map(({ id, path, thick }) => (
            <path key={id} data-key={id} d={path} strokeWidth={thick} stroke="var(--edge)" fill="none" />
          ))}
        </g>
        <Captions scene={scene} />
        {graph.nodes.map((node) => (
          <Node key={node} scene={scene} node={node} />
        ))}
      </svg>
    </I18nextProvider>,
  );
  // One element a line, so that a difference is seen.
  return `${svg.replaceAll('&gt;', '>').replaceAll('&#x27;', "'").replace(/></g, '>\n<')}\n`;
}

describe('the network of', () => {
  it.each([
    ['mmoe-right', {}, 900],
    ['mmoe-down', {}, 360],
    ['one-gate-right', { kind: 'omoe' }, 900],
    ['no-shared-layer-right', { sharedUnits: 0, biasHandling: 'none' }, 900],
  ] as const)('%s is as it was', async (name, model, width) => {
    await expect(picture(model, width)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});
