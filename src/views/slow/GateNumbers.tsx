import { useSay } from '../say.ts';
import { Figures, type Figure } from './Figures.tsx';
import { counted, gateHeads, sizeTint, weightTint, type PhaseProps } from './shared.ts';
import styles from './slow.module.css';

/** The way up to the gates' weights. */
export function ForwardNumbers({ walk, subject }: PhaseProps) {
  const say = useSay();
  const { t, numbers } = say;
  const { logits, weights } = walk.forward;
  const heads = gateHeads(say, subject);
  const columns = counted(subject.model.experts);
  const table = (name: string, of: readonly Float64Array[], tint: (value: number) => number) => (
    <Figures
      name={name}
      corner={t('slow.gate')}
      columns={columns}
      rows={heads.map(({ gate, head, color }) => ({
        head,
        color,
        // What a gate may not use has no logit.
        cells: Array.from(of[gate], (value, e) => {
          const used = logits[gate][e] !== -Infinity;
          return { text: numbers.fixed(used ? value : NaN, 2), tint: used ? tint(value) : 0 };
        }),
      }))}
    />
  );
  return (
    <>
      {heads.length > 0 && table(t('slow.forward.logits'), logits, sizeTint)}
      {heads.length > 0
        && table(t(subject.sigmoid ? 'slow.forward.weightsSigmoid' : 'slow.forward.weights'), weights, weightTint)}
      <Experts walk={walk} subject={subject} />
    </>
  );
}

const firing = (values: Float64Array): number => values.filter((value) => value > 0).length;
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function Experts({ walk: { forward }, subject: { model } }: Pick<PhaseProps, 'walk' | 'subject'>) {
  const { t, numbers } = useSay();
  const of = (number: number, units: number): string => t('slow.forward.unitsOf', { number, units });
  return (
    <Figures
      name={t('slow.forward.experts')}
      corner={t('slow.expert')}
      columns={counted(model.experts)}
      rows={[
        {
          head: t('slow.forward.firing'),
          cells: forward.experts.map((units) => ({ text: of(firing(units), units.length) })),
        },
        {
          head: t('slow.forward.mean'),
          cells: forward.experts.map((units) => ({ text: numbers.fixed(mean(units), 2), tint: sizeTint(mean(units)) })),
        },
      ]}
      foot={
        model.sharedUnits > 0 && (
          <p className={styles.note}>
            {t('slow.forward.shared', { number: firing(forward.trunk), units: forward.trunk.length })}
          </p>
        )
      }
    />
  );
}

/** What dropout leaves of the weights, and what they are once it has. */
export function MaskNumbers({ walk: { forward, mask }, subject }: PhaseProps) {
  const say = useSay();
  const { t, numbers } = say;
  const heads = gateHeads(say, subject);
  if (heads.length === 0) return null;
  const columns = counted(subject.model.experts);
  const before = (gate: number): Figure[] => [
    ...Array.from(forward.weights[gate], (weight, e): Figure => {
      if (forward.logits[gate][e] === -Infinity) return { text: numbers.fixed(NaN) };
      const text = numbers.fixed(weight, 3);
      return mask.kept[gate][e] === 1 ? { text, tint: weightTint(weight) } : { text, dropped: true };
    }),
    {
      text: numbers.fixed(
        forward.weights[gate].reduce((sum, weight, e) => sum + weight * mask.kept[gate][e], 0),
        3,
      ),
    },
  ];
  return (
    <>
      <Figures
        name={t('slow.mask.mask')}
        corner={t('slow.gate')}
        columns={[...columns, t('slow.mask.left')]}
        rows={heads.map(({ gate, head, color }) => ({ head, color, cells: before(gate) }))}
      />
      <Figures
        name={t('slow.mask.kept')}
        corner={t('slow.gate')}
        columns={columns}
        rows={heads.map(({ gate, head, color }) => ({
          head,
          color,
          cells: Array.from(mask.weights[gate], (weight, e) => ({
            text: numbers.fixed(forward.logits[gate][e] === -Infinity ? NaN : weight, 3),
            tint: weightTint(weight),
          })),
        }))}
      />
    </>
  );
}
