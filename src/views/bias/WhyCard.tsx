import { line, scaleBand, scaleLinear } from 'd3';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelevanceGrid } from '../../experiments/session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import { Segments } from '../charts/Segments.tsx';
import { DEVICE_VIEWS } from '../../experiments/labState.ts';
import { setField } from '../client.ts';
import { useNumberWords } from '../format.ts';
import { Panel, type PanelTable } from '../polarization/Panel.tsx';
import { useWidth } from '../polarization/useWidth.ts';
import { useLab } from '../store.ts';

/** Why an observed CTR misleads: the true P(click) of every kind of item at every position, and which of them were logged. */
export function WhyCard() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const view = useLab((lab) => lab.state.view.device);
  const opened = useLab((lab) => lab.opened);
  const grid = opened?.world.grid[view];
  const fall = (curve: readonly number[]): string => t('bias.why.fall', { from: numbers.percent(curve[0]), to: numbers.percent(curve.at(-1) ?? NaN) });
  const title = grid ? t('bias.why.title', { observed: fall(grid.observed), same: fall(grid.sameItems) }) : t('bias.why.name');
  const table: PanelTable | undefined = grid && {
    columns: [t('bias.why.relevance'), ...Array.from({ length: POSITIONS }, (_, p) => t('bias.why.column', { position: p + 1 })), t('bias.why.samePosition')],
    rows: [
      ...grid.click.map((row, band) => [t('bias.why.band', { band: band + 1 }), ...row.map((click, p) => t('bias.why.cell', { click: numbers.percent(click), logged: numbers.fixed(grid.logged[band][p]) })), numbers.percent(grid.samePosition[band])]),
      [t('bias.why.sameItems'), ...grid.sameItems.map((click) => numbers.percent(click)), ''],
      [t('bias.why.observed'), ...grid.observed.map((click) => numbers.percent(click)), ''],
    ],
  };
  return (
    <Panel
      name={t('bias.why.name')}
      title={title}
      subtitle={t('bias.why.subtitle')}
      controls={<Segments label={t('bias.why.device')} choices={DEVICE_VIEWS.map((value) => ({ value, label: t(`device.${value}`) }))} value={view} onChange={(value) => { setField('view.device', value); }} />}
      table={table}
    >
      {grid ? <Picture grid={grid} /> : <p className="bias-note">{t('bias.noPositions')}</p>}
    </Panel>
  );
}

const ROW = 22;
const TOP = 20;
const CURVES = 118;

/** The grid with its two margins: below, CTR by position; right, CTR by relevance. */
function Picture({ grid }: { grid: RelevanceGrid }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const bands = grid.click.length;
  const narrow = width < 520;
  const left = narrow ? 46 : 108;
  const right = narrow ? 100 : 132;
  const bottom = TOP + bands * ROW;
  const x = scaleBand(Array.from({ length: POSITIONS }, (_, p) => p), [left, Math.max(left + 90, width - right)]).paddingInner(0.06);
  const middle = (p: number): number => (x(p) ?? 0) + x.bandwidth() / 2;
  const most = Math.max(...grid.logged.flat());
  const radius = (count: number): number => Math.sqrt(count / most) * Math.min(x.bandwidth(), ROW) * 0.46;
  const highest = Math.max(...grid.click.flat(), ...grid.observed.filter(Number.isFinite));
  const shade = (click: number): number => 0.04 + 0.86 * (click / highest);
  const y = scaleLinear([0, Math.ceil(highest * 5) / 5], [bottom + 26 + CURVES - 24, bottom + 26]);
  const across = scaleLinear([0, Math.ceil(highest * 5) / 5], [0, right - 44]);
  const path = (values: readonly number[]): string => line<number>((_, p) => middle(p), y).defined(Number.isFinite)(values) ?? '';
  const edge = width - right;
  return (
    <div ref={box} className="bias-why">
      {width > 0 && (
        <svg width={width} height={bottom + 26 + CURVES} role="img" aria-label={t('bias.why.describe')}>
          <text className="bias-tick" x={left} y={11}>{t('bias.why.top')}</text>
          <text className="bias-tick" x={edge + 8} y={11}>{t('bias.why.right')}</text>
          {grid.click.map((row, band) => (
            <g key={band}>
              {(!narrow || band === 0 || band === bands - 1) && (
                <text className="bias-tick" x={left - 6} y={TOP + band * ROW + ROW / 2 + 3.5} textAnchor="end">
                  {band === 0 ? t(narrow ? 'bias.why.mostShort' : 'bias.why.most') : band === bands - 1 ? t(narrow ? 'bias.why.leastShort' : 'bias.why.least') : ''}
                </text>
              )}
              {row.map((click, p) => (
                <g key={p}>
                  <rect className="bias-heat" x={x(p)} y={TOP + band * ROW + 1} width={x.bandwidth()} height={ROW - 2} style={{ fillOpacity: shade(click) }} />
                  <circle className="bias-logged" cx={middle(p)} cy={TOP + band * ROW + ROW / 2} r={radius(grid.logged[band][p])} />
                </g>
              ))}
              <rect className="bias-bar" x={edge + 8} y={TOP + band * ROW + 6} width={across(grid.samePosition[band])} height={ROW - 12} />
              <text className="bias-tick" x={edge + 12 + across(grid.samePosition[band])} y={TOP + band * ROW + ROW / 2 + 3.5}>{numbers.percent(grid.samePosition[band])}</text>
            </g>
          ))}
          {y.ticks(3).map((tick) => (
            <g key={tick}>
              <line className="bias-grid" x1={left} x2={edge} y1={y(tick)} y2={y(tick)} />
              <text className="bias-tick" x={left - 6} y={y(tick) + 3.5} textAnchor="end">{numbers.percent(tick)}</text>
            </g>
          ))}
          <path className="bias-truth" d={path(grid.sameItems)} />
          <path className="bias-observed-line" d={path(grid.observed)} />
          {grid.observed.map((click, p) => Number.isFinite(click) && <circle key={p} className="bias-observed" cx={middle(p)} cy={y(click)} r={3.5} />)}
          {grid.sameItems.map((_, p) => <text key={p} className="bias-tick" x={middle(p)} y={bottom + 13} textAnchor="middle">{p + 1}</text>)}
          <text className="bias-tick" x={left} y={bottom + 24 + CURVES} textAnchor="start">{t('bias.why.below')}</text>
          <EndLabels x={edge + 8} sameItems={y(grid.sameItems.at(-1)!)} observed={y(grid.observed.at(-1)!)} words={[t('bias.why.sameItemsShort'), t('bias.why.observedShort')]} />
        </svg>
      )}
    </div>
  );
}

/** Labels at the ends of the two curves, kept apart. */
function EndLabels({ x, sameItems, observed, words }: { x: number; sameItems: number; observed: number; words: readonly [string, string] }) {
  const apart = Math.max(0, 14 - Math.abs(sameItems - observed)) / 2;
  const up = sameItems <= observed ? -apart : apart;
  return (
    <>
      <text className="bias-label" x={x} y={sameItems + up + 4}>{words[0]}</text>
      {Number.isFinite(observed) && <text className="bias-label estimate" x={x} y={observed - up + 4}>{words[1]}</text>}
    </>
  );
}
