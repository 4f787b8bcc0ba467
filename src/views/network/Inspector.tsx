import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArmView } from '../../session/protocol.ts';
import { follow } from '../charts/live.ts';
import { useLab, type Part } from '../store.ts';
import type { MODELS } from '../trained.ts';
import { ModelMark } from '../ui/ModelMark.tsx';
import { nodesOf } from './graph.ts';
import { ExpertPanel, GatePanel, InputPanel, SharedPanel, TowerPanel, type PanelProps } from './panels.tsx';
import { BiasPanel } from './BiasPanel.tsx';
import { belongs } from './frame.ts';
import type { Scene } from './scene.ts';
import { partName } from './words.ts';
import { Legend } from './Legend.tsx';
import styles from './network.module.css';

/** The shown model as React state: renewed whenever words are written, of the frame that they are written from. */
function useArmNow(scene: Scene, arm: () => ArmView | null): ArmView | null {
  const now = useSyncExternalStore(follow, arm);
  return now && belongs(scene, now) ? now : null;
}

interface Props {
  id: string;
  scene: Scene;
  arm: () => ArmView | null;
  /** The model's index among the two. */
  index: number;
  /** Its letter, where both models are shown. */
  mark: (typeof MODELS)[number] | null;
}

/** Names the part pointed at, in whichever picture, and shows its formula and its numbers; without one, how to read the picture. */
export function Inspector({ id, scene, arm, index, mark }: Props) {
  const { t } = useTranslation();
  const now = useArmNow(scene, arm);
  const pointed = useLab((lab) => lab.part);
  const part = pointed && nodesOf(scene.graph, pointed).length > 0 ? pointed : null;
  return (
    <section id={id} className={styles.inspector} aria-label={t('network.inspector.label')} data-part={part?.kind}>
      {part && now ? (
        <>
          <h3>
            {mark && <ModelMark model={mark} />}
            {partName(t, scene.model, part)}
          </h3>
          <Panel part={part} scene={scene} arm={now} index={index} />
        </>
      ) : (
        <Legend scene={scene} />
      )}
    </section>
  );
}

function Panel({ part, ...rest }: PanelProps & { part: Part }) {
  switch (part.kind) {
    case 'input':
      return <InputPanel {...rest} />;
    case 'shared':
      return <SharedPanel {...rest} />;
    case 'expert':
      return <ExpertPanel {...rest} expert={part.expert} />;
    case 'gate':
      return <GatePanel {...rest} task={part.task} />;
    case 'tower':
      return <TowerPanel {...rest} task={part.task} />;
    case 'shallow':
      return <BiasPanel {...rest} />;
  }
}
