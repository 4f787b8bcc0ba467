import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import { Chart } from '../charts/Chart.tsx';
import { LiveText } from '../charts/LiveText.tsx';
import { useArm } from '../charts/shown.ts';
import { ArmSwitch } from '../charts/switches.tsx';
import type { Table } from '../charts/table.ts';
import { useLab } from '../store.ts';
import { Inspector } from './Inspector.tsx';
import { Picture } from './Picture.tsx';
import { makeScene } from './scene.ts';
import { subtitleRoom, subtitleWords, titleWords } from './words.ts';
import styles from './network.module.css';

/** Size of an element's content box, zeros before it is known. */
function useSize(): [(element: HTMLElement | null) => void, { width: number; height: number }] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      setSize({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return [setElement, size];
}

/** The network of the model that is being trained, alive: what feeds what, how strongly, and what comes out. */
export function Network() {
  const { t, i18n } = useTranslation();
  const run = useLab((lab) => lab.opened?.run ?? null);
  const { arm } = useArm();
  const [place, { width, height }] = useSize();
  const id = useId();
  // The picture lies over its place and fills it. What the place must have comes from the model and the width alone, so that neither chases the other.
  const least = useMemo(() => (run && width > 0 ? makeScene(run, width).layout.height : 0), [run, width]);
  const scene = useMemo(() => (run && width > 0 ? makeScene(run, width, height) : null), [run, width, height]);
  const latest = useRef(scene);
  useEffect(() => {
    latest.current = scene;
  });
  const title = (): string => {
    const now = arm();
    return scene && now ? titleWords(t, i18n.language, scene.model, now) : t('network.waiting');
  };
  const table = useCallback((): Table => {
    const now = arm();
    const experts = latest.current?.model.experts ?? 0;
    return {
      columns: [
        { label: t('network.table.task') },
        ...Array.from({ length: experts }, (_, e) => ({
          label: t('network.table.expert', { number: e + 1 }),
          digits: 3,
        })),
        { label: t('network.table.effective'), digits: 2 },
        { label: t('network.table.loss'), digits: 4 },
        { label: t('network.table.auc'), digits: 4 },
      ],
      rows: now
        ? TASKS.map((task, k) => [
            t(`task.${task}`),
            ...now.utilization.subarray(k * experts, (k + 1) * experts),
            now.effectiveOfMean[k],
            now.loss[k],
            now.auc[k],
          ])
        : [],
    };
  }, [t, arm]);
  return (
    <Chart
      name={t('network.name')}
      title={title}
      subtitle={
        scene && (
          <span className={styles.subtitle} data-room={subtitleRoom(t, scene.model)}>
            <LiveText text={() => subtitleWords(t, scene.model, arm())} />
          </span>
        )
      }
      controls={<ArmSwitch />}
      table={table}
      className={styles.net}
    >
      <div className={styles.body}>
        <div ref={place} className={styles.place} style={{ minHeight: least || undefined }}>
          {scene && <Picture scene={scene} arm={arm} describedBy={id} />}
        </div>
        {scene && <Inspector id={id} scene={scene} arm={arm} />}
      </div>
    </Chart>
  );
}
