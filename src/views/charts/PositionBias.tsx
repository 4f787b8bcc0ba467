import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLICK, DEVICES } from '../../world/spec.ts';
import { useLeftOut } from '../leftOut.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmNames } from '../useTrained.ts';
import { useDeviceView, useTableShape } from '../sourceName.ts';
import { useNoPositions } from './useNoPositions.ts';
import { useShownModel } from './useShownModel.ts';
import { DEVICE_KEY } from './biasMarks.ts';
import { biasTable, type Against } from './biasTable.ts';
import { Chart } from './Chart.tsx';
import { ctrMarks, positionAt } from './ctrMarks.ts';
import { LearnedBias, useAgainst, type PositionReading } from './LearnedBias.tsx';
import { Plot } from './Plot.tsx';
import { useArm } from './shown.ts';
import { DeviceSwitch } from './switches.tsx';
import { ofModel, type Table } from './table.ts';
import { textWidth } from './textWidth.ts';
import { biasTitle } from './titles.ts';
import styles from './chart.module.css';

/** Click-through rate by position above, the learned position logits beside the true ones below. */
export function PositionBias() {
  const { t } = useTranslation();
  const say = useSay();
  const { arm } = useArm();
  const names = useArmNames();
  const opened = useLab((lab) => lab.opened);
  const chosen = useLab((lab) => lab.state.view.arm);
  const { several, device } = useDeviceView();
  const noGates = opened?.run.model.kind === 'shared-bottom';
  const leftOut = useLeftOut(({ names }) => names.includes('position-bias.learned'));
  const handling = opened?.run.model.biasHandling ?? 'shallow-tower';
  const learns = handling === 'shallow-tower' && !leftOut;
  const positions = opened === null || opened.world.ctr.pooled.length > 0;
  const against = useAgainst();
  const noPositions = useNoPositions();
  const placed = useTableShape()?.positions;
  const reading = usePositionReading();
  const model = useShownModel();
  const table = useCallback(
    (): Table => ofModel(biasTable(t, opened?.world, arm()?.bias, { against, several }), model),
    [arm, opened, against, several, t, model],
  );
  return (
    <Chart
      card="bias"
      className="bias"
      name={t('charts.bias.name')}
      title={() => biasTitle(say, { positions, placed, against, device }, leftOut ? {} : arm())}
      subtitle={t(`charts.bias.subtitle.${subtitleOf(learns, against)}`, {
        by: noGates ? '' : t('charts.bias.by', { arm: names[chosen] }),
      })}
      controls={positions && several && <DeviceSwitch />}
      table={table}
      empty={positions ? null : noPositions}
    >
      <ClickThrough reading={reading} alone={!learns} />
      {learns ? (
        <LearnedBias arm={arm} device={device} reading={reading} />
      ) : leftOut ? null : (
        <p className={styles.empty}>
          {t(against === 'none' ? 'charts.bias.noTower.noTruth' : `charts.bias.noTower.${handling}`)}
        </p>
      )}
    </Chart>
  );
}

/** What is drawn: the observed rates alone, or what is learned of them too, each beside the truth where it is known. */
const subtitleOf = (learns: boolean, against: Against) =>
  learns ? against : against === 'none' ? 'observedAlone' : 'observed';

/** The position that is read off, in both pictures at once: their axes have the same room at the right. */
function usePositionReading(): PositionReading {
  const { t } = useTranslation();
  const [position, setPosition] = useState<number | null>(null);
  const names = Math.max(...DEVICES.map((name) => textWidth(t(`device.${name}`)))) + DEVICE_KEY;
  const right = Math.max(names, textWidth(t('charts.bias.position'))) + 4;
  return {
    position,
    right,
    onMove: (x, _y, { width }) => {
      setPosition(positionAt(x, width, right));
    },
    onLeave: () => {
      setPosition(null);
    },
  };
}

/** How often was clicked where, of the log: nothing of it is learned. @param alone - no drawing with the axis of positions stands below it */
function ClickThrough({ reading, alone }: { reading: PositionReading; alone: boolean }) {
  const { position, right, onMove, onLeave } = reading;
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const { view } = useDeviceView();
  const known = useAgainst() !== 'none';
  const task = useTableShape()?.tasks[CLICK]?.name ?? '';
  const describe = (): string =>
    t(known ? 'charts.bias.describeCtr' : 'charts.bias.describeObserved', {
      task,
      device: t(`device.${view}`),
      rates: (opened?.world.ctr[view] ?? [])
        .map(({ position: at, ...rates }) => {
          const shares = [rates.observed, ...(known ? [rates.relevance, rates.bias] : [])].map((rate) =>
            numbers.percent(rate),
          );
          return t('named', { name: at, value: shares.join(' / ') });
        })
        .join(t('comma')),
    });
  return (
    <Plot
      className="ctr-plot"
      describe={describe}
      pace="never"
      marks={(size) =>
        opened
        && ctrMarks(size, {
          points: opened.world.ctr[view],
          right,
          numbers,
          pointed: position,
          textWidth,
          foot: alone ? t('charts.bias.position') : null,
          words: {
            axis: known ? t('charts.bias.ctr') : t('charts.bias.rate', { task }),
            observed: t('charts.bias.observed'),
            relevance: t('charts.bias.relevance'),
            bias: t('charts.bias.biasAlone'),
          },
        })
      }
      onMove={onMove}
      onLeave={onLeave}
    />
  );
}
