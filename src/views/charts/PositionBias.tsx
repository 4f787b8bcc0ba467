import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../world/spec.ts';
import { fitAt, tableLayout, targetOf } from './fits.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmNames } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { biasDomain, biasMarks, sparkMarks } from './biasMarks.ts';
import { ctrMarks, positionAt } from './ctrMarks.ts';
import { biasFigures } from './facts.ts';
import { LiveText } from './LiveText.tsx';
import { Plot } from './Plot.tsx';
import { useArm, useHistory } from './shown.ts';
import { DeviceSwitch } from './switches.tsx';
import type { Table } from './table.ts';
import type { ArmView } from '../../session/protocol.ts';
import { textWidth } from './textWidth.ts';
import { biasTitle } from './titles.ts';

/** Click-through rate by position above, the learned position logits beside the true ones below. */
export function PositionBias() {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const { arm } = useArm();
  const names = useArmNames();
  const opened = useLab((lab) => lab.opened);
  const chosen = useLab((lab) => lab.state.view.arm);
  const view = useLab((lab) => lab.state.view.device);
  const [position, setPosition] = useState<number | null>(null);
  const device = view === 'pooled' ? undefined : DEVICES.indexOf(view);
  const handling = opened?.run.model.biasHandling ?? 'shallow-tower';
  const positions = opened === null || opened.world.ctr.pooled.length > 0;
  /** What the learned table is measured against: the truth, or the best table where clicks are not additive. */
  const against = useAgainst();

  const title = (): string => biasTitle(say, { positions, against, device }, arm());
  const deviceWords = t(`device.${view}`);
  const table = useCallback((): Table => {
    const bias = arm()?.bias;
    const rows = (['pooled', ...DEVICES] as const).flatMap((key) =>
      (opened?.world.ctr[key] ?? []).map((point, p) => {
        const d = key === 'pooled' ? -1 : DEVICES.indexOf(key);
        return [
          t(`device.${key}`),
          point.position,
          point.impressions,
          point.observed,
          point.low,
          point.high,
          point.relevance,
          point.bias,
          d < 0 ? NaN : (opened?.world.trueBias[d][p] ?? NaN),
          bias?.truth[d]?.[p] ?? NaN,
          bias?.learned[d]?.[p] ?? NaN,
          bias?.rmse ?? NaN,
        ];
      }),
    );
    const digits = {
      impressions: 0,
      observed: 4,
      low: 4,
      high: 4,
      relevance: 4,
      bias: 4,
      given: 3,
      truth: 3,
      learned: 3,
      rmse: 3,
    };
    return {
      columns: [
        { label: t('charts.bias.column.device') },
        { label: t('charts.bias.column.position') },
        ...(Object.keys(digits) as (keyof typeof digits)[]).map((name) => ({
          label: t(name === 'truth' ? `charts.bias.column.truth.${against}` : `charts.bias.column.${name}`),
          digits: digits[name],
        })),
      ],
      rows,
    };
  }, [arm, opened, against, t]);
  const right =
    Math.max(
      ...[...DEVICES.map((name) => t(`device.${name}`)), t('charts.bias.position')].map((word) => textWidth(word)),
    ) + 4;
  const point = (x: number, width: number): void => {
    setPosition(positionAt(x, width, right));
  };
  return (
    <Chart
      className="bias"
      name={t('charts.bias.name')}
      title={title}
      subtitle={t(`charts.bias.subtitle.${against}`, { arm: names[chosen] })}
      controls={positions && <DeviceSwitch />}
      table={table}
      empty={positions ? null : t('charts.bias.noPositions')}
    >
      <Plot
        className="ctr-plot"
        describe={() =>
          t('charts.bias.describeCtr', {
            device: deviceWords,
            rates: (opened?.world.ctr[view] ?? [])
              .map(
                (at) =>
                  `${at.position}: ${numbers.percent(at.observed)} / ${numbers.percent(at.relevance)} / ${numbers.percent(at.bias)}`,
              )
              .join(', '),
          })
        }
        pace="never"
        marks={(size) =>
          opened
          && ctrMarks(size, {
            points: opened.world.ctr[view],
            right,
            numbers,
            pointed: position,
            measure: textWidth,
            words: {
              axis: t('charts.bias.ctr'),
              observed: t('charts.bias.observed'),
              relevance: t('charts.bias.relevance'),
              bias: t('charts.bias.biasAlone'),
            },
          })
        }
        onMove={(x, _y, { width }) => {
          point(x, width);
        }}
        onLeave={() => {
          setPosition(null);
        }}
      />
      {handling === 'shallow-tower' ? (
        <Learned
          arm={arm}
          device={device}
          right={right}
          position={position}
          onPoint={(x, width) => {
            point(x, width);
          }}
          onLeave={() => {
            setPosition(null);
          }}
        />
      ) : (
        <p className="chart-empty">{t(`charts.bias.noTower.${handling}`)}</p>
      )}
    </Chart>
  );
}

interface LearnedProps {
  arm: () => ArmView | null;
  /** Index of a device, or undefined for all. */
  device: number | undefined;
  right: number;
  position: number | null;
  onPoint: (x: number, width: number) => void;
  onLeave: () => void;
}

/** What the learned logits of the open run are measured against: `truth`, or `best`, the best additive table where clicks are not additive. */
const useAgainst = (): 'truth' | 'best' => useLab((lab) => (lab.opened?.world.bestAdditive ? 'best' : 'truth'));

/** What the shallow tower has learned: logits per position, and the error over the steps. */
function Learned({ arm, device, right, position, onPoint, onLeave }: LearnedProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const history = useHistory();
  const chosen = useLab((lab) => lab.state.view.arm);
  const opened = useLab((lab) => lab.opened);
  const against = useAgainst();
  const layout = useMemo(() => (opened ? tableLayout(opened.run) : null), [opened]);
  /** The tables that both models had learned at the steps that curves show. */
  const past = (): number[][][] => {
    if (!opened || !layout) return [];
    const target = targetOf(opened.world);
    return history().flatMap(({ arms }) =>
      arms.flatMap((one) => {
        const fit = fitAt(one, layout, target);
        return fit ? [fit.learned] : [];
      }),
    );
  };
  const steps = opened?.run.training.steps ?? 1;
  const figures = (): string => {
    const bias = arm()?.bias;
    if (!bias) return '';
    const { rmse, r } = biasFigures(bias, device);
    return t('charts.bias.figures', { rmse: numbers.fixed(rmse, 3), r: numbers.fixed(r, 2) });
  };
  return (
    <>
      <Plot
        className="bias-plot"
        describe={() => {
          const bias = arm()?.bias;
          const logits = bias
            ? (device === undefined ? DEVICES.map((_, d) => d) : [device]).map(
                (d) =>
                  `${t(`device.${DEVICES[d]}`)}: ${bias.learned[d].map((logit, p) => `${numbers.fixed(logit, 2)} / ${numbers.fixed(bias.truth[d][p], 2)}`).join(', ')}`,
              )
            : [];
          return t(`charts.bias.describeLearned.${against}`, { logits: logits.join('; ') });
        }}
        marks={(size) => {
          const bias = arm()?.bias;
          if (!bias) return null;
          return biasMarks(size, {
            bias,
            right,
            numbers,
            pointed: position,
            domain: biasDomain(bias.truth, [...past(), bias.learned]),
            devices: device === undefined ? DEVICES.map((_, d) => d) : [device],
            words: {
              axis: t('charts.bias.logits'),
              position: t('charts.bias.position'),
              devices: DEVICES.map((name) => t(`device.${name}`)),
              pair: (learned, truth) => t(`charts.bias.pair.${against}`, { learned, truth }),
            },
          });
        }}
        onMove={(x, _y, { width }) => {
          onPoint(x, width);
        }}
        onLeave={onLeave}
      />
      <div className="bias-foot">
        <LiveText className="bias-figures" text={figures} />
        <Plot
          className="spark-plot"
          describe={() => {
            const points = history();
            return t('charts.bias.describeSpark', {
              from: numbers.fixed(points[0]?.arms[chosen].rmse ?? NaN, 2),
              to: numbers.fixed(points.at(-1)?.arms[chosen].rmse ?? NaN, 2),
            });
          }}
          marks={(size) =>
            sparkMarks(
              size,
              history().map(({ step, arms }) => ({ step, value: arms[chosen].rmse })),
              steps,
            )
          }
        />
      </div>
    </>
  );
}
