import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../world/spec.ts';
import type { ArmView, BiasView, TruthView } from '../../session/protocol.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { biasDomain, biasMarks, sparkMarks } from './biasMarks.ts';
import type { Against } from './biasTable.ts';
import { biasFigures } from './facts.ts';
import { fitAt, tableLayout } from './fits.ts';
import { LiveText } from './LiveText.tsx';
import { NoTruth } from './NoTruth.tsx';
import { fromOrigin, originOf, shownBias } from './origin.ts';
import { Plot } from './Plot.tsx';
import { useHistory } from './shown.ts';
import type { Size } from './usePainted.ts';

/** A position that is read off in several pictures at once. */
export interface PositionReading {
  /** From 1, or null. */
  position: number | null;
  /** Room right of the last position. */
  right: number;
  onMove: (x: number, y: number, size: Size) => void;
  onLeave: () => void;
}

interface Props {
  arm: () => ArmView | null;
  /** Index of a device, or undefined for all. */
  device: number | undefined;
  reading: PositionReading;
}

/** What the learned logits of the open run are measured against. */
export const useAgainst = (): Against =>
  useLab(({ opened }) => (!opened ? 'truth' : !opened.world.truth ? 'none' : againstOf(opened.world.truth)));
const againstOf = ({ bestAdditive }: Pick<TruthView, 'bestAdditive'>): Against => (bestAdditive ? 'best' : 'truth');

/** What the shallow tower has learned: logits per position, and the error over the steps. */
export function LearnedBias({ arm, device, reading }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const against = useAgainst();
  const figures = (): string => {
    const bias = arm()?.bias;
    if (!bias) return '';
    const { rmse, r } = biasFigures(bias, device);
    return t('charts.bias.figures', { rmse: numbers.fixed(rmse, 3), r: numbers.fixed(r, 2) });
  };
  return (
    <>
      <Logits arm={arm} device={device} reading={reading} />
      {against === 'none' ? (
        <NoTruth of="bias" />
      ) : (
        <div className="bias-foot">
          <LiveText className="bias-figures" text={figures} />
          <ErrorCourse />
        </div>
      )}
    </>
  );
}

/** @returns the tables that both models had learned at the steps that curves show, where they are shown beside this truth */
function usePastTables(): (truth: BiasView['truth']) => number[][][] {
  const history = useHistory();
  const opened = useLab((lab) => lab.opened);
  const layout = useMemo(() => (opened ? tableLayout(opened.run) : null), [opened]);
  return (truth) => {
    if (!opened || !layout) return [];
    return history().flatMap(({ arms }) =>
      arms
        .map((one) => fitAt(one, layout, opened.world)?.learned)
        .filter((learned) => learned !== undefined)
        .map((learned) => fromOrigin(learned, originOf({ learned, truth }))),
    );
  };
}

/** The learned logits beside the true ones, by position. */
function Logits({ arm, device, reading: { position, right, onMove, onLeave } }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const against = useAgainst();
  const past = usePastTables();
  const devices = device === undefined ? DEVICES.map((_, d) => d) : [device];
  const shown = (): BiasView | undefined => {
    const bias = arm()?.bias;
    return bias && shownBias(bias);
  };
  const describe = (): string => {
    const bias = shown();
    const pair = (d: number, p: number): string =>
      (against === 'none' ? [bias?.learned] : [bias?.learned, bias?.truth])
        .map((table) => numbers.fixed(table?.[d][p] ?? NaN, 2))
        .join(' / ');
    const logits = bias
      ? devices.map((d) =>
          t('named', {
            name: t(`device.${DEVICES[d]}`),
            value: bias.learned[d].map((_, p) => pair(d, p)).join(t('comma')),
          }),
        )
      : [];
    return t(`charts.bias.describeLearned.${against}`, { logits: logits.join(t('semicolon')) });
  };
  return (
    <Plot
      className="bias-plot"
      describe={describe}
      marks={(size) => {
        const bias = shown();
        if (!bias) return null;
        return biasMarks(size, {
          bias,
          right,
          numbers,
          pointed: position,
          domain: biasDomain(bias.truth, [...past(arm()?.bias?.truth ?? []), bias.learned]),
          devices,
          words: {
            axis: t(`charts.bias.logits.${against}`),
            position: t('charts.bias.position'),
            devices: DEVICES.map((name) => t(`device.${name}`)),
            pair: (learned, truth) => t(`charts.bias.pair.${against}`, { learned, truth }),
          },
        });
      }}
      onMove={onMove}
      onLeave={onLeave}
    />
  );
}

/** How far the learned table was from the true one, over the steps. */
function ErrorCourse() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const history = useHistory();
  const chosen = useLab((lab) => lab.state.view.arm);
  const steps = useLab((lab) => lab.opened?.run.training.steps ?? 1);
  const describe = (): string => {
    const points = history();
    return t('charts.bias.describeSpark', {
      from: numbers.fixed(points[0]?.arms[chosen].rmse ?? NaN, 2),
      to: numbers.fixed(points.at(-1)?.arms[chosen].rmse ?? NaN, 2),
    });
  };
  return (
    <Plot
      className="spark-plot"
      describe={describe}
      marks={(size) =>
        sparkMarks(
          size,
          history().map(({ step, arms }) => ({ step, value: arms[chosen].rmse })),
          steps,
        )
      }
    />
  );
}
