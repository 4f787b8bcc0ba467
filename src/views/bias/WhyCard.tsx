import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelevanceGrid } from '../../session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { useReading } from '../charts/reading.ts';
import { DeviceSwitch } from '../charts/switches.tsx';
import { textWidth } from '../charts/textWidth.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { Panel, type PanelTable } from '../ui/Panel.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { useLab } from '../store.ts';
import { whyTitle } from './titles.ts';
import { whyCellAt, whyHeight, whyMarks } from './whyMarks.ts';
import styles from './bias.module.css';

/** Why an observed CTR misleads: the true P(click) of every kind of item at every position, and which of them were logged. */
export function WhyCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const view = useLab((lab) => lab.state.view.device);
  const opened = useLab((lab) => lab.opened);
  const grid = opened?.world.truth?.grid[view];
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
      card="why"
      name={t('bias.why.name')}
      title={whyTitle(say, grid)}
      subtitle={grid && t('bias.why.subtitle')}
      controls={grid && <DeviceSwitch />}
      table={table}
    >
      {grid ? <Picture grid={grid} /> : opened && <p className={styles.note}>{t('bias.noPositions')}</p>}
    </Panel>
  );
}

/** The grid with its two margins: below, CTR by position; right, CTR by relevance. */
function Picture({ grid }: { grid: RelevanceGrid }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [pointed, setPointed] = useState<{ band: number; p: number } | null>(null);
  const picture = {
    grid,
    textWidth,
    words: {
      top: [t('bias.why.top'), t('bias.why.topShort')],
      below: [t('bias.why.below'), t('bias.why.belowShort')],
      right: t('bias.why.right'),
      most: [t('bias.why.most'), t('bias.why.mostShort')],
      least: [t('bias.why.least'), t('bias.why.leastShort')],
      position: t('bias.position'),
      sameItems: t('bias.why.sameItemsShort'),
      observed: t('bias.why.observedShort'),
      percent: (share: number) => numbers.percent(share),
    },
  } as const;
  const pointers = useReading(
    (atX, atY) => {
      setPointed(whyCellAt(atX, atY, width, picture));
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
    <div ref={box} className={styles.why}>
      {width > 0 && (
        <Drawn
          width={width}
          height={whyHeight(grid.click.length)}
          role="img"
          aria-label={t('bias.why.describe')}
          {...pointers}
          marks={whyMarks(width, { ...picture, pointed })}
        />
      )}
      <p className={`${styles.note} ${styles.reading}`} aria-hidden="true" data-take={pointed ? undefined : 'no'}>
        {reading}
      </p>
    </div>
  );
}
