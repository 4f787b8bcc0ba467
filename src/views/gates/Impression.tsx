import { useTranslation } from 'react-i18next';
import { isSynthetic } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import { DEVICES } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { titleOf } from '../charts/titles.ts';
import { useShownLetter } from '../charts/useShownModel.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { neighbour, rowIn, useSample } from '../sample.ts';
import { chosenTask, explained } from './explained.ts';
import { useSameModels } from '../useTrained.ts';
import { happenedWords } from './happenedWords.ts';
import { Steps } from './Steps.tsx';
import { impressionTitle } from './titles.ts';
import styles from './gates.module.css';

/** One impression on its way through the model, every number with its formula. */
export function Impression() {
  const opened = useLab((lab) => lab.opened);
  return opened && opened.samples.rows > 0 ? <Card opened={opened} /> : null;
}

function Card({ opened }: { opened: Opened }) {
  const say = useSay();
  const { t } = say;
  const { kind } = opened.run.model;
  const same = useSameModels();
  const letter = useShownLetter();
  const title = (): string => {
    const way = explained();
    return titleOf(say, way && letter, impressionTitle(say, kind, way, chosenTask(opened)));
  };
  return (
    <Panel
      card="impression"
      id="card-impression"
      name={t('gates.one.name')}
      title={<LiveText text={title} />}
      subtitle={
        <>
          <span className={styles.happened}>
            <LiveText text={() => happenedWords(say, opened, same)} />
          </span>
          {t(kind === 'shared-bottom' ? 'gates.one.subtitleNone' : 'gates.one.subtitle')}
        </>
      }
      controls={<Picker opened={opened} />}
    >
      <Steps opened={opened} />
    </Panel>
  );
}

/** Which impression: one step back, one on, or any. */
function Picker({ opened }: { opened: Opened }) {
  const { t } = useTranslation();
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  const go = (to: number): void => {
    useSample.setState({ row: to });
  };
  const words = (at: number): string => {
    const placed = samples.position[at] > 0;
    const place = placed ? t('gates.one.position', { position: samples.position[at] }) : t('gates.one.noPosition');
    // What a table calls its devices is not known.
    if (!isSynthetic(opened.run)) return placed ? t('named', { name: at + 1, value: place }) : String(at + 1);
    return t('gates.one.option', { number: at + 1, device: t(`device.${DEVICES[samples.device[at]]}`), place });
  };
  return (
    <span className={styles.picker}>
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.previous')}
        onClick={() => {
          go(neighbour(opened, row, -1));
        }}
      >
        {'←'}
      </button>
      <select
        aria-label={t('gates.one.pick')}
        value={row}
        onChange={(event) => {
          go(Number(event.target.value));
        }}
      >
        {Array.from({ length: samples.rows }, (_, at) => (
          <option key={at} value={at}>
            {words(at)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.next')}
        onClick={() => {
          go(neighbour(opened, row, 1));
        }}
      >
        {'→'}
      </button>
    </span>
  );
}
