import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmNames } from '../useTrained.ts';
import { useShownModel } from './useShownModel.ts';
import { DEVICE_KEY } from './biasMarks.ts';
import { biasTable } from './biasTable.ts';
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
  const view = useLab((lab) => lab.state.view.device);
  const device = view === 'pooled' ? undefined : DEVICES.indexOf(view);
  const noGates = opened?.run.model.kind === 'shared-bottom';
  const handling = opened?.run.model.biasHandling ?? 'shallow-tower';
  const positions = opened === null || opened.world.ctr.pooled.length > 0;
  const against = useAgainst();
  const reading = usePositionReading();
  const model = useShownModel();
  const table = useCallback(
    (): Table => ofModel(biasTable(t, opened?.world, arm()?.bias, against), model),
    [arm, opened, against, t, model],
  );
  return (
    <Chart
      className="bias"
      name={t('charts.bias.name')}
      title={() => biasTitle(say, { positions, against, device }, arm())}
      subtitle={t(`charts.bias.subtitle.${handling === 'shallow-tower' ? against : 'observed'}`, {
        by: noGates ? '' : t('charts.bias.by', { arm: names[chosen] }),
      })}
      controls={positions && <DeviceSwitch />}
      table={table}
      empty={positions ? null : t('charts.bias.noPositions')}
    >
      <ClickThrough reading={reading} />
      {handling === 'shallow-tower' ? (
        <LearnedBias arm={arm} device={device} reading={reading} />
      ) : (
        <p className={styles.empty}>{t(`charts.bias.noTower.${handling}`)}</p>
      )}
    </Chart>
  );
}

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

/** How often was clicked where, of the log: nothing of it is learned. */
function ClickThrough({ reading: { position, right, onMove, onLeave } }: { reading: PositionReading }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const view = useLab((lab) => lab.state.view.device);
  const describe = (): string =>
    t('charts.bias.describeCtr', {
      device: t(`device.${view}`),
      rates: (opened?.world.ctr[view] ?? [])
        .map(({ position: at, ...rates }) => {
          const shares = [rates.observed, rates.relevance, rates.bias].map((rate) => numbers.percent(rate));
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
          words: {
            axis: t('charts.bias.ctr'),
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
