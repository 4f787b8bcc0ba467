import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS, type Task } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Edge, NodeId } from './graph.ts';
import { centre, type Box } from './layout.ts';
import { edgePath, featurePaths } from './links.ts';
import { shareInset } from './frame.ts';
import type { Scene } from './scene.ts';
import styles from './network.module.css';

/** What stands still in the picture: lines without widths, nodes without numbers. `paint` fills them in frame by frame. */
export const Edges = memo(function Edges({ scene }: { scene: Scene }) {
  const { graph, layout } = scene;
  // The gates' reading lines first: they pass behind gates, and below everything else.
  const order: Record<Edge['kind'], number> = { read: 0, features: 1, weights: 1, bias: 2, mix: 3, task: 4 };
  const edges = [...graph.edges].sort((a, b) => order[a.kind] - order[b.kind]);
  return (
    <g aria-hidden>
      {edges.map((edge) =>
        edge.kind === 'features' ? (
          <g key={edge.id} data-edge={edge.id} className={styles.edge} data-kind={edge.kind}>
            {featurePaths(layout, edge.from === 'query' ? 'query' : 'item').map((d, i) => (
              <path key={i} d={d} />
            ))}
          </g>
        ) : (
          <path
            key={edge.id}
            data-edge={edge.id}
            className={styles.edge}
            data-kind={edge.kind}
            // The lines of a mix move with the weights: `paint` owns their shape.
            d={edge.kind === 'mix' ? undefined : edgePath(layout, edge)}
            style={edge.task && { stroke: taskColor(edge.task) }}
          />
        ),
      )}
    </g>
  );
});

interface NodeProps {
  scene: Scene;
  node: NodeId;
}

/** One node, drawn around its own origin. */
export const Node = memo(function Node({ scene, node }: NodeProps) {
  const box = scene.layout.boxes.get(node)!;
  const task = taskOf(node);
  return (
    <g
      data-node={node}
      className={styles.node}
      data-kind={node.split('/')[0]}
      transform={`translate(${box.x},${box.y})`}
      style={task && { stroke: taskColor(task) }}
    >
      {node === 'sum' ? (
        <Sum box={box} />
      ) : node.startsWith('out/') ? (
        <Out box={box} scene={scene} task={task!} />
      ) : (
        <>
          <rect className={styles.ring} x={-3} y={-3} width={box.w + 6} height={box.h + 6} rx={8} />
          <rect className={styles.box} width={box.w} height={box.h} rx={Math.min(6, box.h / 3)} />
          <Inside scene={scene} node={node} box={box} task={task} />
        </>
      )}
    </g>
  );
});

const taskOf = (node: NodeId): Task | undefined => TASKS.find((task) => node.endsWith(`/${task}`));

function Inside({ scene, node, box, task }: NodeProps & { box: Box; task: Task | undefined }) {
  const { t } = useTranslation();
  const { layout, model, features } = scene;
  const right = layout.flow === 'right';
  const [kind, which] = node.split('/');
  const dots = (layout.dots.get(node) ?? []).map(({ x, y, r }) => ({ x: x - box.x, y: y - box.y, r }));
  const circles = dots.length > 0 && (
    <g data-dots="" aria-hidden>
      {dots.map(({ x, y, r }, i) => (
        <circle key={i} cx={x} cy={y} r={r} />
      ))}
    </g>
  );
  switch (kind) {
    case 'query':
    case 'item': {
      const count = kind === 'query' ? features.query : features.item;
      // Two lines where there is height for them, between the dots and the edge.
      const y = right ? box.h / 2 - 2 : 16;
      return (
        <>
          <text x={9} y={y} className={styles.name}>
            {t(kind === 'query' ? 'network.node.query' : 'network.node.item')}
          </text>
          {right && (
            <text x={9} y={y + 15} className={styles.detail}>
              {t('network.node.features', { number: count })}
            </text>
          )}
          {circles}
        </>
      );
    }
    case 'shared':
      return right ? (
        <>
          <text x={box.w / 2} y={17} textAnchor="middle" className={styles.name}>
            {t('network.node.shared')}
          </text>
          <text x={box.w / 2} y={32} textAnchor="middle" className={styles.detail}>
            {t('network.node.units', { number: model.sharedUnits })}
          </text>
          {circles}
        </>
      ) : (
        <>
          <text x={10} y={15} className={styles.name}>
            {t('network.node.shared')}
          </text>
          <text x={box.w - 10} y={15} textAnchor="end" className={styles.detail}>
            {t('network.node.units', { number: model.sharedUnits })}
          </text>
          {circles}
        </>
      );
    case 'place':
      return (
        <text
          x={box.w / 2}
          y={box.h / 2 + 4}
          textAnchor="middle"
          className={`${styles.name} ${right ? '' : styles.small}`}
        >
          {t('network.node.place')}
        </text>
      );
    case 'bias': {
      const words = {
        'shallow-tower': 'shallow',
        'input-feature': 'inputFeature',
        adversarial: 'adversary',
        none: 'shallow',
      } as const;
      return (
        <text x={box.w / 2} y={box.h / 2 + 4} textAnchor="middle" className={styles.name}>
          {t(`network.node.${words[model.biasHandling]}`)}
        </text>
      );
    }
    case 'expert': {
      const number = Number(which) + 1;
      const small = box.h < 16;
      const bar = small ? 2 : right ? 3 : 4;
      return (
        <>
          {scene.gates.length > 0 && (
            <g
              data-share=""
              transform={`translate(${shareInset(box.w)},${box.h - bar - (small ? 0.5 : 1)})`}
              aria-hidden
            >
              {TASKS.map((own) => (
                <rect key={own} height={bar} width={0} fill={taskColor(own)} />
              ))}
            </g>
          )}
          <text
            x={right ? 8 : box.w / 2}
            y={right ? (box.h - bar) / 2 + 3.5 : 17}
            textAnchor={right ? 'start' : 'middle'}
            className={`${styles.name} ${small || box.w < 20 ? styles.small : ''}`}
          >
            {right ? t('network.node.expert', { number }) : number}
          </text>
          <path
            className={styles.dead}
            d={right ? cross(box.w - 9, box.h / 2 - 1, 3.5) : cross(box.w / 2, 12, Math.min(9, box.w / 2 - 3))}
          />
        </>
      );
    }
    case 'gate': {
      const pitch = (box.w - 6) / model.experts;
      return (
        <g data-bars={node} style={{ fill: task ? taskColor(task) : undefined }} className={styles.bars} aria-hidden>
          {Array.from({ length: model.experts }, (_, e) => (
            <rect
              key={e}
              x={3 + e * pitch + Math.max(0, pitch - 10) / 2}
              width={Math.min(10, Math.max(1, pitch - Math.min(1.5, pitch * 0.3)))}
              y={box.h - 3.5}
              height={0.5}
            />
          ))}
        </g>
      );
    }
    default:
      return (
        <text
          x={box.w / 2}
          y={box.h / 2 + 4}
          textAnchor="middle"
          className={`${styles.name} ${box.w < 68 ? styles.small : ''}`}
          style={{ fill: taskInk(task!) }}
        >
          {t(`task.${task!}`)}
        </text>
      );
  }
}

const cross = (x: number, y: number, r: number): string =>
  `M${x - r},${y - r}L${x + r},${y + r}M${x - r},${y + r}L${x + r},${y - r}`;

/** ⊕: where the shallow tower's logit is added. */
function Sum({ box }: { box: Box }) {
  const { x, y } = centre({ ...box, x: 0, y: 0 });
  const r = box.w / 2 - 1;
  return (
    <>
      <circle cx={x} cy={y} r={r} />
      <path d={`M${x - r + 3},${y}H${x + r - 3}M${x},${y - r + 3}V${y + r - 3}`} />
    </>
  );
}

/** A prediction's measure; the number is filled in by the live drawing. */
function Out({ box, scene, task }: { box: Box; scene: Scene; task: Task }) {
  const across = scene.layout.flow === 'right';
  return across ? (
    <text x={6} y={box.h / 2 + 4} className={styles.metric} style={{ fill: taskInk(task) }}>
      <tspan data-metric-name={task} /> <tspan data-metric={task} className={styles.value} />
    </text>
  ) : (
    <text textAnchor="middle" className={styles.metric} style={{ fill: taskInk(task) }}>
      <tspan x={box.w / 2} y={12} data-metric-name={task} />
      <tspan x={box.w / 2} y={28} data-metric={task} className={styles.value} />
    </text>
  );
}

/** Name of the column of gates, which have no room for one of their own. */
export const Captions = memo(function Captions({ scene }: { scene: Scene }) {
  const { t } = useTranslation();
  const first = scene.gates.at(0);
  if (!first) return null;
  const { x, y, w } = scene.layout.boxes.get(first.id)!;
  return scene.layout.flow === 'right' ? (
    <text x={x + w / 2} y={y - 5} textAnchor="middle" className={styles.detail} aria-hidden>
      {t('network.node.gates')}
    </text>
  ) : null;
});
