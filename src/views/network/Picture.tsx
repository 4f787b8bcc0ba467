import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import { cureWords, curesActing } from '../charts/cureWords.ts';
import type { ArmView } from '../../session/protocol.ts';
import { useLive } from '../charts/live.ts';
import { group, type Mark } from '../charts/marks.ts';
import { pointing } from '../charts/pointing.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useSlowMotion } from '../slowMotion.ts';
import { point, samePart, stepNow, useFrames, useLab } from '../store.ts';
import { sharedActivity } from './activity.ts';
import { Painted } from './Drawing.tsx';
import { nodesOf, pathsThrough, tasksIn } from './graph.ts';
import { captionMarks, edgeMarks, groupMarks, nodeMark, ownerMarks } from './networkMarks.ts';
import { belongs, networkFrame, unitDots } from './frame.ts';
import { collectMarks, paint, paintUnits, type Marks } from './paint.ts';
import { neighbour, type Direction, type Scene } from './scene.ts';
import { metricWords, networkWords, partName, structureWords } from './words.ts';
import styles from './network.module.css';

interface Props {
  scene: Scene;
  /** The shown model of the newest frame. */
  arm: () => ArmView | null;
  /** Name of the model, where there are two pictures. */
  model: string | null;
  /** Element that describes the part pointed at, where there is one. */
  describedBy?: string;
}

const ARROWS: Partial<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The picture: React builds it from the scene, frames and pointing only change attributes. */
export function Picture({ scene, arm, model: name, describedBy }: Props) {
  const say = useSay();
  const { t } = say;
  const svg = useRef<SVGSVGElement>(null);
  useDrawing(svg, scene, arm);
  useHighlight(svg, scene);
  const [stop, setStop] = useState(0);
  const { layout, model, features, parts } = scene;
  const { standing, ofParts } = useStanding(scene);
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const elements = [...event.currentTarget.querySelectorAll<SVGGElement>(`.${styles.part}`)];
    const from = elements.findIndex((element) => element === document.activeElement);
    if (from < 0) return;
    if (event.key === 'Escape') {
      elements[from].blur();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      const { part } = parts[from];
      point(samePart(useLab.getState().part, part) ? null : part);
      event.preventDefault();
      return;
    }
    const direction = ARROWS[event.key];
    const to = direction
      ? neighbour(scene, from, direction)
      : event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? parts.length - 1
          : null;
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    elements[to].focus();
  };
  const cured = curesActing(scene.run)
    .map((cure) => cureWords(say, cure, 'full'))
    .join(t('comma'));
  return (
    <svg
      ref={svg}
      className={styles.picture}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      role="group"
      aria-label={
        name === null ? t('network.picture') : t('network.both.picture', { model: name, picture: t('network.picture') })
      }
      onKeyDown={onKeyDown}
    >
      <desc>{structureWords(t, model, features, cured)}</desc>
      <Painted marks={standing} />
      {parts.map(({ part, nodes }, i) => (
        <g
          key={nodes[0]}
          className={styles.part}
          role="button"
          tabIndex={i === Math.min(stop, parts.length - 1) ? 0 : -1}
          aria-label={partName(t, model, part)}
          aria-describedby={describedBy}
          {...pointing(part, () => {
            setStop(i);
          })}
        >
          <Painted marks={ofParts[i]} />
        </g>
      ))}
    </svg>
  );
}

/** What stands still: lines, captions and the nodes that are no part, below the nodes of each part. */
function useStanding(scene: Scene): { standing: readonly Mark[]; ofParts: readonly (readonly Mark[])[] } {
  const { t } = useTranslation();
  return useMemo(() => {
    const words = networkWords(
      t,
      curesActing(scene.run).some((one) => 'activation' in one),
      scene.model.present !== undefined,
    );
    const owned = new Set(scene.parts.flatMap(({ nodes }) => nodes));
    const loose = scene.graph.nodes.filter((node) => !owned.has(node));
    return {
      standing: [
        group('edges', edgeMarks(scene), { 'aria-hidden': 'true' }),
        ...captionMarks(scene, words),
        ...ownerMarks(scene, words),
        ...groupMarks(scene, words),
        ...loose.map((node) => nodeMark(scene, node, words)),
      ],
      ofParts: scene.parts.map(({ nodes }) => nodes.map((node) => nodeMark(scene, node, words))),
    };
  }, [scene, t]);
}

/** Fills the picture in: lines, bars and marks with every frame, words and the units' activity a few times a second. */
function useDrawing(svg: { readonly current: SVGSVGElement | null }, scene: Scene, arm: () => ArmView | null): void {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const samples = useLab((lab) => lab.opened?.samples);
  const variance = useLab((lab) => lab.opened?.world.heldOutVariance);
  const known = useRef<{ scene: Scene; marks: Marks } | null>(null);
  const ready = (): { marks: Marks; now: ArmView; root: SVGSVGElement } | null => {
    const now = arm();
    const root = svg.current;
    if (!root || !now || !belongs(scene, now)) return null;
    if (known.current?.scene !== scene) known.current = { scene, marks: collectMarks(root, scene) };
    return { marks: known.current.marks, now, root };
  };
  useFrames(() => {
    const drawing = ready();
    if (drawing) paint(drawing.marks, networkFrame(scene, drawing.now));
  });
  useLive(() => {
    const drawing = ready();
    if (!drawing) return;
    const { marks, now, root } = drawing;
    tasksIn(scene.model).forEach((task) => {
      const { name, value } = metricWords(
        t,
        numbers,
        now,
        TASKS.indexOf(task),
        scene.model,
        scene.model.present && variance,
      );
      root.querySelector(`[data-metric-name="${task}"]`)!.textContent = name;
      const measure = root.querySelector(`[data-metric="${task}"]`)!;
      measure.textContent = value;
      measure.toggleAttribute('data-untrained', stepNow() === 0);
    });
    if (marks.units.length > 0 && samples && samples.featureCount === scene.model.features) {
      paintUnits(marks, unitDots(sharedActivity(scene.model, scene.parameters, now.parameters, samples)));
    }
  });
}

/** Dims what is not on a path through the part pointed at, wherever it is pointed at; or what does not act in a phase of slow motion. */
function useHighlight(svg: { readonly current: SVGSVGElement | null }, scene: Scene): void {
  const part = useLab((lab) => lab.part);
  const slow = useSlowMotion((state) => state.picture);
  useEffect(() => {
    const root = svg.current;
    if (!root) return;
    const through = part ? nodesOf(scene.graph, part) : [];
    // In slow motion what acts stands out, as long as nothing is pointed at.
    const on: { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null =
      through.length > 0 ? pathsThrough(scene.graph, through) : slow;
    root.toggleAttribute('data-pointing', on !== null);
    root.setAttribute('data-flow', (on === slow && slow?.flow) || 'none');
    for (const element of root.querySelectorAll<SVGElement>('[data-edge]')) {
      const edge = element.dataset.edge ?? '';
      element.toggleAttribute('data-on', on?.edges.has(edge) ?? false);
      element.toggleAttribute('data-dropped', slow?.dropped.has(edge) ?? false);
    }
    for (const element of root.querySelectorAll<SVGElement>('[data-node]')) {
      const node = element.dataset.node as Scene['graph']['nodes'][number];
      element.toggleAttribute('data-on', on?.nodes.has(node) ?? false);
      element.toggleAttribute('data-chosen', through.includes(node));
    }
  }, [svg, scene, part, slow]);
  useEffect(
    () => () => {
      point(null);
    },
    [],
  );
}
