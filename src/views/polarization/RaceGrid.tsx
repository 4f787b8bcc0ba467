import { memo, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { paintPicture } from '../charts/paintCanvas.ts';
import { zoomOf } from '../ui/zoomed.ts';
import { captionAt, pictureAt, raceMarks, type Cells } from './raceMarks.ts';
import { gridOf, type Entry, type Grid } from './order.ts';
import { usePalette } from './usePalette.ts';
import { useRunWords } from './useRunWords.ts';
import styles from './polarization.module.css';

interface Props extends Cells {
  label: string;
  entries: readonly Entry[];
  /** Pictures to make room for: as many as there are without a filter, so that filtering does not resize them. */
  room: number;
  width: number;
  /** Seed under the pointer or focus in any arm. */
  pointed: number | null;
  /** Whether it is in this arm: then what became of it stands beside its picture. */
  here: boolean;
  onPoint: (seed: number | null) => void;
  onOpen: (seed: number) => void;
}

/** Highest a grid of pictures grows before the pictures shrink: 60 of them and what is above fit on a projector's screen, more need more room. */
const mostHeight = (room: number): number => (room <= 80 ? 320 : 460);

/** One arm of the race: a picture a run, each a button. The pictures are one canvas; the buttons lie over it. */
export const RaceGrid = memo(function RaceGrid({ room, width, experts, here, tasks, ...props }: Props) {
  const { t } = useTranslation();
  const grid = useMemo(() => gridOf(room, width, mostHeight(room)), [room, width]);
  const { entries, gates } = props;
  const height = Math.ceil(room / grid.columns) * grid.height;
  return (
    <div className={styles.field}>
      <div className="pol-grid" style={{ height, width }}>
        <Painted
          entries={entries}
          grid={grid}
          experts={experts}
          gates={gates}
          tasks={tasks}
          width={width}
          height={height}
        />
        {entries.length === 0 && <p className={styles.none}>{t('polarization.race.noneShown')}</p>}
        <Runs {...props} grid={grid} />
      </div>
      {here && <Caption entries={entries} gates={gates} grid={grid} seed={props.pointed} width={width} />}
    </div>
  );
});

interface CaptionProps {
  entries: readonly Entry[];
  gates: number;
  grid: Grid;
  seed: number | null;
  width: number;
}

/** What became of the run that is pointed at, right below its picture. Its button has the same words as its name. */
function Caption({ entries, gates, grid, seed, width }: CaptionProps) {
  const words = useRunWords(gates);
  const i = entries.findIndex((entry) => entry.seed === seed);
  if (i < 0) return null;
  const { left, top, width: own } = captionAt(i, grid, width);
  return (
    <p className={styles.caption} style={{ left, top, width: own }} aria-hidden="true">
      {words(entries[i])}
    </p>
  );
}

interface PaintedProps extends Cells {
  entries: readonly Entry[];
  grid: Grid;
  width: number;
  height: number;
}

function Painted({ entries, grid, experts, gates, tasks, width, height }: PaintedProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext('2d');
    if (!surface || !context || width === 0) return;
    const ratio = Math.max(1, devicePixelRatio) * zoomOf(surface);
    surface.width = Math.round(width * ratio);
    surface.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    paintPicture(context, raceMarks(entries, grid, { experts, gates, tasks }));
  }, [entries, grid, experts, gates, tasks, width, height, palette]);
  return <canvas ref={canvas} aria-hidden="true" />;
}

/** Where the arrow keys lead from the picture at a place; undefined for other keys. */
const nextAt = (key: string, at: number, { columns }: Grid, count: number): number | undefined => {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: count - 1 - at }[
    key
  ];
  return by === undefined ? undefined : Math.max(0, Math.min(count - 1, at + by));
};

type RunsProps = Pick<Props, 'label' | 'entries' | 'gates' | 'pointed' | 'onPoint' | 'onOpen'> & { grid: Grid };

/** The buttons: one tab stop, the arrow keys go from picture to picture. */
function Runs({ label, entries, gates, grid, pointed, onPoint, onOpen }: RunsProps) {
  const buttons = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const words = useRunWords(gates);
  const labels = useMemo(() => entries.map(words), [entries, words]);
  const current = Math.min(active, Math.max(0, entries.length - 1));
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onPoint(null);
    const next = nextAt(event.key, current, grid, entries.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    buttons.current?.querySelectorAll('button')[next]?.focus();
  };
  const leave = useCallback(() => {
    onPoint(null);
  }, [onPoint]);
  return (
    <div ref={buttons} role="group" aria-label={label} onKeyDown={move} onMouseLeave={leave}>
      {entries.map((entry, i) => {
        const { x, y, width, height } = pictureAt(i, grid);
        return (
          <Run
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
  );
}

/** Hundreds of them: plain values only, so that one whose words and place stay is not rendered again. */
interface RunProps {
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

const Run = memo(function Run({
  seed,
  label,
  polarized,
  index,
  tab,
  twin,
  onPoint,
  onOpen,
  onActive,
  ...at
}: RunProps) {
  return (
    <button
      type="button"
      tabIndex={tab ? 0 : -1}
      className={styles.run}
      data-twin={twin || undefined}
      data-polarized={polarized || undefined}
      aria-label={label}
      style={at}
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
