import { useTranslation } from 'react-i18next';
import { roundsIn } from '../../experiments/loop/summary.ts';
import { Choice } from '../ui/Choice.tsx';
import { chooseRound, chooseSeed, pauseRounds, playRounds, useLoops } from './loops.ts';
import { roundOf, seedsOf, type ShownLoop } from './shown.ts';
import styles from './loop.module.css';
import panel from '../ui/panel.module.css';

const ALL = 'all';

/** Which round and which seed all pictures of the chapter show; the rounds can be played. */
export function RoundBar({ shown }: { shown: ShownLoop }) {
  const { t } = useTranslation();
  const { round, seed, playing } = useLoops();
  const last = roundsIn(shown.runs);
  const now = roundOf(shown, round);
  const seeds = seedsOf(shown.runs);
  const words = t('loop.bar.of', { round: now, rounds: last });
  return (
    <div className={styles.bar}>
      <button
        type="button"
        className="button"
        disabled={last < 2}
        onClick={() => {
          if (playing) pauseRounds();
          else playRounds();
        }}
      >
        {t(playing ? 'loop.bar.pause' : 'loop.bar.play')}
      </button>
      <label className={panel.field}>
        <span>{t('loop.bar.round')}</span>
        <input
          type="range"
          min={1}
          max={last}
          step={1}
          value={now}
          aria-valuetext={words}
          onChange={(event) => {
            chooseRound(Number(event.target.value));
          }}
        />
        <output aria-live="off">{words}</output>
      </label>
      <Choice<string>
        label={t('loop.bar.seed')}
        value={seed !== null && seeds.includes(seed) ? String(seed) : ALL}
        choices={[ALL, ...seeds.map(String)]}
        words={(one) => (one === ALL ? t('loop.bar.mean', { count: seeds.length }) : t('loop.bar.one', { seed: one }))}
        onChange={(one) => {
          chooseSeed(one === ALL ? null : Number(one));
        }}
      />
    </div>
  );
}
