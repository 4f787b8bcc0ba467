import { extent, scaleLinear } from 'd3';
import { useTranslation } from 'react-i18next';
import type { Mean } from '../../metrics/intervals.ts';
import { TREATMENTS, type ServePosition, type TreatedWorld, type Treatment } from '../../experiments/treatments.ts';
import { summariseTreatments, TREATMENT_METRICS, type TreatmentMetric } from '../../experiments/treatmentsSummary.ts';
import { useNumberWords, type NumberWords } from '../format.ts';
import { PAPER_LIFT } from './paperClaims.ts';
import { signed } from './verdictWords.ts';

const WIDTH = 132;
const HEIGHT = 18;
const DIGITS: Record<TreatmentMetric, number> = { lift: 2, ndcg: 4, correlation: 3, logLoss: 4, calibration: 4 };

const write = (numbers: NumberWords, metric: TreatmentMetric, value: number): string =>
  metric === 'lift' ? signed(numbers, value) : numbers.fixed(value, DIGITS[metric]);

interface Props { worlds: readonly TreatedWorld[]; serve: ServePosition }

/** Means with their intervals over worlds, one row per treatment on common scales; the paper's claim in the last column. */
export function TreatmentsTable({ worlds, serve }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { metrics } = summariseTreatments(worlds, serve);
  const scales = Object.fromEntries(TREATMENT_METRICS.map((metric) => {
    const ends = TREATMENTS.flatMap((name) => {
      const mean = metrics[name]?.[metric];
      return mean ? [mean.mean, mean.low, mean.high].filter(Number.isFinite) : [];
    });
    const [low = 0, high = 1] = extent(metric === 'lift' ? [...ends, 0] : ends);
    const room = Math.max(1e-6, (high - low) * 0.06);
    const scale = scaleLinear([low - room, high + room], [2, WIDTH - 2]);
    return [metric, (value: number): number => scale(value)];
  })) as Record<TreatmentMetric, (value: number) => number>;
  return (
    <div className="pol-scroll" role="region" aria-label={t('bias.treatments.table')} tabIndex={0}>
      <table className="pol-table bias-treatments">
        <thead>
          <tr>
            <th scope="col">{t('bias.treatments.arm')}</th>
            {TREATMENT_METRICS.map((metric) => <th key={metric} scope="col">{t(`bias.metric.${metric}.label`)}<small>{t(`bias.metric.${metric}.hint`)}</small></th>)}
            <th scope="col">{t('bias.treatments.paper')}<small>{t('bias.treatments.paperHint')}</small></th>
          </tr>
        </thead>
        <tbody>
          {TREATMENTS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`bias.treatment.${name}`)}<small>{t(`bias.treatmentHint.${name}`)}</small></th>
              {TREATMENT_METRICS.map((metric) => (
                <td key={metric}><Cell mean={metrics[name]?.[metric]} reference={metrics.none?.[metric].mean} at={scales[metric]} words={(value) => write(numbers, metric, value)} own={name === 'none' && metric === 'lift'} /></td>
              ))}
              <td className="bias-claim">{claim(name, (value) => t('bias.treatments.claim', { lift: signed(numbers, value) }), t('bias.treatments.baseline'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const claim = (name: Treatment, words: (lift: number) => string, baseline: string): string => {
  const lift = PAPER_LIFT[name];
  return lift === undefined ? baseline : words(lift);
};

interface CellProps {
  mean: Mean | undefined;
  /** The mean of doing nothing. */
  reference: number | undefined;
  at: (value: number) => number;
  words: (value: number) => string;
  /** The baseline of the lift itself: 0 by definition. */
  own: boolean;
}

function Cell({ mean, reference, at, words, own }: CellProps) {
  const { t } = useTranslation();
  if (!mean || mean.n === 0) return <span className="bias-none">{'–'}</span>;
  const spread = Number.isFinite(mean.low);
  return (
    <>
      <svg className="bias-forest" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {reference !== undefined && Number.isFinite(reference) && <line className="bias-reference" x1={at(reference)} x2={at(reference)} y1={0} y2={HEIGHT} />}
        {spread && !own && <line className="bias-range" x1={at(mean.low)} x2={at(mean.high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />}
        <circle className={own ? 'bias-base' : 'bias-mean'} cx={at(mean.mean)} cy={HEIGHT / 2} r={4} />
      </svg>
      <span className="bias-figure">{words(own ? 0 : mean.mean)}</span>
      {spread && !own && <span className="bias-bounds">{t('bias.bounds', { low: words(mean.low), high: words(mean.high) })}</span>}
    </>
  );
}
