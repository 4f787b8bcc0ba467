import { line, scaleBand, scaleLinear } from 'd3';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelevanceGrid } from '../../session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import { dodge } from '../charts/labels.ts';
import { useReading } from '../charts/reading.ts';
import { DeviceSwitch } from '../charts/switches.tsx';
import { textWidth } from '../charts/textWidth.ts';
import { useNumberWords } from '../format.ts';
import { Panel, type PanelTable } from '../ui/Panel.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { useLab } from '../store.ts';

/** Why an observed CTR misleads: the true P(click) of every kind of item at every position, and which of them were logged. */
export function WhyCard() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const view = useLab((lab) => lab.state.view.device);
  const opened = useLab((lab) => lab.opened);
  const grid = opened?.world.grid[view];
  const fall = (curve: readonly number[]): string =>
    t('bias.why.fall', { from: numbers.percent(curve[0]), to: numbers.percent(curve.at(-1) ?? NaN) });
  const title = grid
    ? t('bias.why.title', { observed: fall(grid.observed), same: fall(grid.sameItems) })
    : t('bias.why.name');
  const table: PanelTable | undefined = grid && {
    columns: [
      t('bias.why.relevance'),
      ...Array.from({ length: POSITIONS }, (_, p) => t('bias.why.column', { position: p + 1 })),
      t('bias.why.samePosition'),
    ],
    rows: [
      ...grid.click.map((row, band) => [
        t('bias.why.band', { band: band + 1 }),
        ...row.map((click, p) =>
          t('bias.why.cell', { click: numbers.percent(click), logged: numbers.fixed(grid.logged[band][p]) }),
        ),
        numbers.percent(grid.samePosition[band]),
      ]),
      [t('bias.why.sameItems'), ...grid.sameItems.map((click) => numbers.percent(click)), ''],
      [t('bias.why.observed'), ...grid.observed.map((click) => numbers.percent(click)), ''],
    ],
  };
  return (
    <Panel
      name={t('bias.why.name')}
      title={title}
      subtitle={t('bias.why.subtitle')}
      controls={<DeviceSwitch />}
      table={table}
    >
      {grid ? <Picture grid={grid} /> : <p className="bias-note">{t('bias.noPositions')}</p>}
    </Panel>
  );
}

const ROW = 26;
const TOP = 20;
const CURVES = 150;
/** Between the grid and the curves: the positions' numbers. */
const GAP = 26;
const FOOT = 20;

/** The top of a scale of rates that ends on a round number. */
const roundTop = (rate: number): number => Math.min(1, Math.ceil(rate * 10 + 1e-9) / 10);

/** The grid with its two margins: below, CTR by position; right, CTR by relevance. */
function Picture({ grid }: { grid: RelevanceGrid }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [pointed, setPointed] = useState<{ band: number; p: number } | null>(null);
  const bands = grid.click.length;
  const narrow = width < 520;
  const ends = [t('bias.why.sameItemsShort'), t('bias.why.observedShort')];
  const left = narrow ? 46 : 108;
  const right = Math.max(narrow ? 84 : 124, ...[...ends, t('bias.why.right')].map((word) => textWidth(word) + 14));
  const bottom = TOP + bands * ROW;
  const height = bottom + GAP + CURVES + FOOT;
  const x = scaleBand(
    Array.from({ length: POSITIONS }, (_, p) => p),
    [left, Math.max(left + 90, width - right)],
  ).paddingInner(0.06);
  const middle = (p: number): number => (x(p) ?? 0) + x.bandwidth() / 2;
  const rowTop = (band: number): number => TOP + band * ROW;
  const most = Math.max(...grid.logged.flat());
  const radius = (count: number): number => Math.sqrt(count / most) * Math.min(x.bandwidth(), ROW) * 0.44;
  const highest = Math.max(...grid.click.flat());
  const shade = (click: number): number => 0.04 + 0.86 * (click / highest);
  const y = scaleLinear(
    [0, roundTop(Math.max(...grid.sameItems, ...grid.observed.filter(Number.isFinite)))],
    [bottom + GAP + CURVES, bottom + GAP + 8],
  );
  const edge = width - right;
  /** The long words where they have room, the short ones elsewhere. */
  const fitting = (name: 'top' | 'below', room: number): string => {
    const long = t(`bias.why.${name}`);
    return textWidth(long) <= room ? long : t(`bias.why.${name}Short`);
  };
  const across = scaleLinear([0, Math.max(...grid.samePosition)], [0, right - 46]);
  const path = (values: readonly number[]): string =>
    line<number>((_, p) => middle(p), y).defined(Number.isFinite)(values) ?? '';
  const lasts = [grid.sameItems, grid.observed].map((curve) => y(curve.findLast(Number.isFinite) ?? 0));
  const places = dodge(lasts, 14, bottom + GAP, bottom + GAP + CURVES);
  const pointers = useReading(
    (atX, atY) => {
      const p = Math.floor((atX - left) / x.step());
      const band = Math.floor((atY - TOP) / ROW);
      setPointed(p >= 0 && p < POSITIONS && band >= 0 && band < bands ? { band, p } : null);
    },
    () => {
      setPointed(null);
    },
  );
  const reading = pointed
    ? t('bias.why.reading', {
        band: pointed.band + 1,
        position: pointed.p + 1,
        click: numbers.percent(grid.click[pointed.band][pointed.p]),
        logged: numbers.fixed(grid.logged[pointed.band][pointed.p]),
        first: numbers.percent(grid.click[pointed.band][0]),
        last: numbers.percent(grid.click[pointed.band][POSITIONS - 1]),
      })
    : t('bias.why.point');
  return (
    <div ref={box} className="bias-why">
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={t('bias.why.describe')} {...pointers}>
          <text className="bias-tick" x={left} y={11}>
            {fitting('top', edge - left)}
          </text>
          <text className="bias-tick" x={edge + 8} y={11}>
            {t('bias.why.right')}
          </text>
          {grid.click.map((row, band) => (
            <g key={band}>
              {(band === 0 || band === bands - 1) && (
                <text className="bias-tick" x={left - 6} y={rowTop(band) + ROW / 2 + 3.5} textAnchor="end">
                  {band === 0
                    ? t(narrow ? 'bias.why.mostShort' : 'bias.why.most')
                    : t(narrow ? 'bias.why.leastShort' : 'bias.why.least')}
                </text>
              )}
              {row.map((click, p) => (
                <g key={p}>
                  <rect
                    className="bias-heat"
                    x={x(p)}
                    y={rowTop(band) + 1}
                    width={x.bandwidth()}
                    height={ROW - 2}
                    style={{ fillOpacity: shade(click) }}
                  />
                  <circle
                    className="bias-logged"
                    cx={middle(p)}
                    cy={rowTop(band) + ROW / 2}
                    r={radius(grid.logged[band][p])}
                  />
                </g>
              ))}
              <rect
                className="bias-bar"
                x={edge + 8}
                y={rowTop(band) + 6}
                width={across(grid.samePosition[band])}
                height={ROW - 12}
              />
              <text
                className="bias-tick"
                x={edge + 12 + across(grid.samePosition[band])}
                y={rowTop(band) + ROW / 2 + 3.5}
              >
                {numbers.percent(grid.samePosition[band])}
              </text>
            </g>
          ))}
          {pointed && (
            <>
              <rect
                className="bias-pointed"
                x={left}
                y={rowTop(pointed.band)}
                width={x.step() * POSITIONS}
                height={ROW}
              />
              <rect className="bias-pointed" x={x(pointed.p)} y={TOP} width={x.bandwidth()} height={bands * ROW} />
            </>
          )}
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line className="bias-grid" x1={left} x2={edge} y1={y(tick)} y2={y(tick)} />
              <text className="bias-tick" x={left - 6} y={y(tick) + 3.5} textAnchor="end">
                {numbers.percent(tick)}
              </text>
            </g>
          ))}
          <path className="bias-truth" d={path(grid.sameItems)} />
          <path className="bias-observed-line" d={path(grid.observed)} />
          {grid.observed.map(
            (click, p) =>
              Number.isFinite(click) && (
                <circle key={p} className="bias-observed" cx={middle(p)} cy={y(click)} r={3.5} />
              ),
          )}
          {grid.sameItems.map((_, p) => (
            <text key={p} className="bias-tick" x={middle(p)} y={bottom + 14} textAnchor="middle">
              {p + 1}
            </text>
          ))}
          <text className="bias-tick" x={edge + 8} y={bottom + 14}>
            {t('bias.position')}
          </text>
          <text className="bias-tick" x={left} y={height - 4}>
            {fitting('below', width - left)}
          </text>
          <text className="bias-label" x={edge + 8} y={places[0] + 4}>
            {ends[0]}
          </text>
          <text className="bias-label estimate" x={edge + 8} y={places[1] + 4}>
            {ends[1]}
          </text>
        </svg>
      )}
      <p className="bias-note bias-reading" aria-hidden="true">
        {reading}
      </p>
    </div>
  );
}
