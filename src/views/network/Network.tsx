import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArmView } from '../../session/protocol.ts';
import { Chart } from '../charts/Chart.tsx';
import { LiveText } from '../charts/LiveText.tsx';
import { LiveWords } from '../charts/LiveWords.tsx';
import { plain } from '../terms/marked.ts';
import { useFrame } from '../charts/shown.ts';
import { ArmSwitch } from '../charts/switches.tsx';
import type { Table } from '../charts/table.ts';
import { useSlowMotion } from '../slowMotion.ts';
import { stepNow, useLab } from '../store.ts';
import { MODELS } from '../trained.ts';
import { ModelMark } from '../ui/ModelMark.tsx';
import { onResize } from '../ui/sizes.ts';
import { zoomOf } from '../ui/zoomed.ts';
import { useArmNames, useSameModels } from '../useTrained.ts';
import { modelsShown, roomFor, useBoth } from './bothFit.ts';
import { Inspector } from './Inspector.tsx';
import { LateSlow, SlowToggle } from './LateSlow.tsx';
import { impressionTable, networkTable } from './networkTable.ts';
import { Picture } from './Picture.tsx';
import { scenesOf, type Scene } from './scene.ts';
import { subtitleRoom, subtitleWords, titleWords } from './words.ts';
import styles from './network.module.css';

interface Size {
  width: number;
  height: number;
  /** How large letters are, 1 = 16 pixels a rem: they grow on wide screens, and where the reader asks for it. */
  letters: number;
}

const lettersNow = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** Size of an element's content box, zeros before it is known. */
function useSize(): [(element: HTMLElement | null) => void, Size] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, letters: 1 });
  useEffect(() => {
    if (!element) return;
    return onResize(element, () => {
      const { width, height } = element.getBoundingClientRect();
      const zoom = zoomOf(element);
      setSize({ width: Math.floor(width / zoom), height: Math.floor(height / zoom), letters: lettersNow() });
    });
  }, [element]);
  return [setElement, size];
}

/** Each of the two models in the newest frame; in slow motion with the gate weights of the impression that is followed. */
function useArms(): readonly (() => ArmView | null)[] {
  const { frame } = useFrame();
  const weights = useSlowMotion((slow) => slow.picture?.weights ?? null);
  return useMemo(
    () =>
      MODELS.map((_, arm) => () => {
        const now = frame()?.arms[arm] ?? null;
        return now && weights?.length === now.utilization.length ? { ...now, utilization: weights } : now;
      }),
    [frame, weights],
  );
}

/** The scenes of both models in a place of this size, one and the same where they have the same parts, and the height that the place must have. */
function useScenes({ width, height, letters }: Size): { scenes: readonly [Scene, Scene] | null; least: number } {
  const run = useLab((lab) => lab.opened?.run ?? null);
  // The picture lies over its place and fills it. What the place must have comes from the models and the width alone, so that neither chases the other.
  const least = useMemo(
    () =>
      run && width > 0 ? Math.max(...scenesOf(run, width, 0, letters).map(({ layout: { height } }) => height)) : 0,
    [run, width, letters],
  );
  const scenes = useMemo(
    () => (run && width > 0 ? scenesOf(run, width, height, letters) : null),
    [run, width, height, letters],
  );
  return { scenes, least };
}

/** Which models the card shows: the one that is shown everywhere, or both where the reader wants them and there is room. */
function useShown({ width, letters }: Size): { shown: number[]; room: ReturnType<typeof roomFor>; two: boolean } {
  const arm = useLab((lab) => lab.state.view.arm);
  const slow = useSlowMotion((state) => state.open);
  const chosen = useBoth((state) => state.chosen) && !slow;
  const two = !useSameModels();
  const room = roomFor(width, letters);
  const { both } = room;
  const shown = useMemo(() => modelsShown(arm, { two, chosen, both }), [arm, two, chosen, both]);
  return { shown, room, two };
}

/** The network of the model that is being trained, alive: what feeds what, how strongly, and what comes out. Of both where there is room for two. */
export function Network() {
  const { t, i18n } = useTranslation();
  const names = useArmNames();
  const arms = useArms();
  const [body, inside] = useSize();
  const [place, size] = useSize();
  const { scenes, least } = useScenes(size);
  const { shown, room, two } = useShown(inside);
  const threshold = useLab((lab) => lab.state.run.threshold);
  const slow = useSlowMotion();
  const both = shown.length > 1;
  const scene = scenes?.[shown[0]] ?? null;
  const latest = useRef(scenes);
  useEffect(() => {
    latest.current = scenes;
  });
  const sentence = (arm: number): string => {
    const now = arms[arm]();
    return scenes && now
      ? titleWords(t, i18n.language, scenes[arm].model, now, { threshold, step: stepNow() })
      : t('network.waiting');
  };
  const weights = slow.picture?.weights;
  const table = useCallback((): Table => {
    const models = latest.current?.map(({ model }) => model);
    if (weights && models) return impressionTable(t, models[shown[0]], weights);
    const all = shown.map((arm) => ({ arm: arms[arm](), model: two ? names[arm] : null, own: models?.[arm] }));
    return networkTable(t, models?.[0] ?? { experts: 0 }, all);
  }, [t, arms, shown, two, names, weights]);
  const show = (chosen: boolean): void => {
    useBoth.setState({ chosen });
  };
  return (
    <Chart
      card="network"
      name={t('network.name')}
      title={() =>
        slow.picture?.title ?? (both ? t('network.both.title', { a: names[0], b: names[1] }) : sentence(shown[0]))
      }
      subtitle={scene && <Subtitle scene={scene} arms={shown.map((arm) => arms[arm])} />}
      controls={
        <>
          <ArmSwitch both={room.both && !slow.open ? { shown: both, show } : undefined} />
          <SlowToggle below={!both && !slow.open} />
        </>
      }
      table={table}
      className={styles.net}
    >
      <div
        ref={body}
        className={styles.body}
        data-both={both || undefined}
        data-folded={(both && !room.inspector) || undefined}
        data-slow={slow.open || undefined}
      >
        <Pictures
          shown={shown}
          arms={arms}
          names={names}
          scenes={scenes}
          least={least}
          place={place}
          sentence={sentence}
          slow={slow.open}
        />
      </div>
    </Chart>
  );
}

/** How to read the picture, or the phase of slow motion in it: in the room of the longest that it may say. */
function Subtitle({ scene, arms }: { scene: Scene; arms: readonly (() => ArmView | null)[] }) {
  const { t } = useTranslation();
  const slow = useSlowMotion((state) => state.picture);
  const threshold = useLab((lab) => lab.state.run.threshold);
  if (slow)
    return (
      <span className={styles.subtitle} data-room={slow.room}>
        <span>{slow.subtitle}</span>
      </span>
    );
  return (
    <span className={styles.subtitle} data-room={plain(subtitleRoom(t, scene.model))}>
      <span>
        <LiveWords
          text={() =>
            subtitleWords(
              t,
              scene.model,
              arms.map((arm) => arm()),
              threshold,
            )
          }
        />
      </span>
    </span>
  );
}

interface PicturesProps {
  /** Indices of the models shown. */
  shown: readonly number[];
  arms: readonly (() => ArmView | null)[];
  names: readonly string[];
  /** [arm] */
  scenes: readonly [Scene, Scene] | null;
  least: number;
  /** Measures the place of the first picture; a second one has the same. */
  place: (element: HTMLElement | null) => void;
  /** What is seen in a model's network. */
  sentence: (arm: number) => string;
  /** Whether a training step is gone through slowly; then that is explained, and not a part. */
  slow: boolean;
}

/** One picture or two, and what explains a part: of the model in whose picture the reader is. */
function Pictures({ shown, arms, names, scenes, least, place, sentence, slow }: PicturesProps) {
  const id = useId();
  const [entered, setEntered] = useState(0);
  const both = shown.length > 1;
  const told = both ? entered : shown[0];
  return (
    <>
      {shown.map((arm, i) => (
        <div
          key={i}
          className={styles.model}
          onPointerEnter={() => {
            setEntered(arm);
          }}
          onFocus={() => {
            setEntered(arm);
          }}
        >
          {both && (
            <h3 className={styles.sentence}>
              <ModelMark model={MODELS[arm]} />
              <LiveText text={() => sentence(arm)} />
            </h3>
          )}
          <div ref={i === 0 ? place : undefined} className={styles.place} style={{ minHeight: least || undefined }}>
            {scenes && (
              <Picture
                scene={scenes[arm]}
                arm={arms[arm]}
                model={both ? names[arm] : null}
                describedBy={slow ? undefined : id}
              />
            )}
          </div>
        </div>
      ))}
      {scenes && slow && <LateSlow scene={scenes[told]} />}
      {scenes && !slow && (
        <Inspector id={id} scene={scenes[told]} arm={arms[told]} index={told} mark={both ? MODELS[told] : null} />
      )}
    </>
  );
}
