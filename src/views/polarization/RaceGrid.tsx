import { memo, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { useTheme } from '../theme.ts';
import { colorsOf, paintCanvas } from '../charts/paintCanvas.ts';
import { pictureAt, raceMarks } from './raceMarks.ts';
import { gridOf, type Entry } from './order.ts';

interface Props {
  label: string;
  entries: readonly Entry[];
  /** Pictures to make room for: as many as there are without a filter, so that filtering does not resize them. */
  room: number;
  experts: number;
  width: number;
  /** Seed under the pointer or focus in any arm. */
  pointed: number | null;
  onPoint: (seed: number | null) => void;
  onOpen: (seed: number) => void;
}

/** Highest a grid of pictures grows before the pictures shrink: 60 of them and what is above fit on a projector's screen, more need more room. */
const mostHeight = (room: number): number => (room <= 80 ? 320 : 460);

/** One arm of the race: a picture a run, each a button. The pictures are one canvas; the buttons lie over it. */
export const RaceGrid = memo(function RaceGrid({
  label,
  entries,
  room,
  experts,
  width,
  pointed,
  onPoint,
  onOpen,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const theme = useTheme((state) => state.theme);
  const [dark, setDark] = useState(() => document.documentElement.dataset.theme);
  const [active, setActive] = useState(0);
  const grid = useMemo(() => gridOf(room, width, mostHeight(room)), [room, width]);
  const { t } = useTranslation();
  const none = t('polarization.race.noneShown');
  const words = useRunWords();
  const labels = useMemo(() => entries.map(words), [entries, words]);
  const current = Math.min(active, Math.max(0, entries.length - 1));
  const height = Math.ceil(room / grid.columns) * grid.height;

  // A system that turns dark in the evening changes the attribute, not our setting.
  useEffect(() => {
    const observer = new MutationObserver(() => {
      setDark(document.documentElement.dataset.theme);
    });
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext('2d');
    if (!surface || !context || width === 0) return;
    const ratio = Math.max(1, devicePixelRatio);
    surface.width = Math.round(width * ratio);
    surface.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    paintCanvas(context, raceMarks(entries, grid, experts), colorsOf(surface));
  }, [entries, grid, experts, width, height, theme, dark]);

  const move = (event: KeyboardEvent): void => {
    const by = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: grid.columns,
      ArrowUp: -grid.columns,
      Home: -current,
      End: entries.length - 1 - current,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(entries.length - 1, current + by));
    setActive(next);
    buttons.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className="pol-grid" style={{ height, width }}>
      <canvas ref={canvas} aria-hidden="true" />
      {entries.length === 0 && <p className="pol-none">{none}</p>}
      <div
        ref={buttons}
        role="group"
        aria-label={label}
        onKeyDown={move}
        onMouseLeave={() => {
          onPoint(null);
        }}
      >
        {entries.map((entry, i) => {
          const { x, y, width, height } = pictureAt(i, grid);
          return (
            <Cell
              key={entry.seed}
              seed={entry.seed}
              label={labels[i]}
              polarized={(entry.facts?.polarized.length ?? 0) > 0}
              index={i}
              tab={i === current}
              twin={pointed === entry.seed}
              onPoint={onPoint}
              onOpen={onOpen}
              onActive={setActive}
              left={x}
              top={y}
              width={width}
              height={height}
            />
          );
        })}
      </div>
    </div>
  );
});

/** Hundreds of them: plain values only, so that one whose words and place stay is not rendered again. */
interface CellProps {
  seed: number;
  label: string;
  polarized: boolean;
  index: number;
  tab: boolean;
  twin: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
  onPoint: (seed: number | null) => void;
  onOpen: (seed: number) => void;
  onActive: (index: number) => void;
}

const Cell = memo(function Cell({
  seed,
  label,
  polarized,
  index,
  tab,
  twin,
  left,
  top,
  width,
  height,
  onPoint,
  onOpen,
  onActive,
}: CellProps) {
  return (
    <button
      type="button"
      tabIndex={tab ? 0 : -1}
      className="pol-run"
      data-twin={twin || undefined}
      data-polarized={polarized || undefined}
      aria-label={label}
      style={{ left, top, width, height }}
      onMouseEnter={() => {
        onPoint(seed);
      }}
      onFocus={() => {
        onPoint(seed);
        onActive(index);
      }}
      onClick={() => {
        onOpen(seed);
      }}
    />
  );
});

/** A run in words: its seed and what became of its gates. */
export function useRunWords(): (entry: Entry) => string {
  const { t } = useTranslation();
  const number = useNumberWords();
  return useCallback(
    ({ seed, facts }) => {
      if (!facts) return t('polarization.run.waiting', { seed });
      if (facts.diverged) return t('polarization.run.diverged', { seed });
      const gates = facts.polarized.map((k) => t(`task.${TASKS[k]}`)).join(t('polarization.comma'));
      const parts = [
        gates ? t('polarization.run.polarized', { gates }) : t('polarization.run.calm'),
        t('polarization.run.measures', { unused: facts.unused, largest: number.fixed(facts.largest, 2) }),
        ...(facts.dead > 0 ? [t('polarization.run.dead', { number: facts.dead })] : []),
      ];
      return t('polarization.run.seed', { seed, facts: parts.join(t('polarization.comma')) });
    },
    [t, number],
  );
}
