import { useTranslation } from 'react-i18next';
import { CURED } from '../../experiments/cures/contrast.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { useSay } from '../say.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { combinationName, markedName } from './names.ts';
import { inOrder, kindOf, NONE, type CurePoint, type Role } from './points.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

interface Props {
  cures: readonly CureSummary[];
  points: readonly CurePoint[];
  roles: ReadonlyMap<string, readonly Role[]>;
  chosen: string | undefined;
  pointed: string | null;
  onPoint: (id: string | null) => void;
  onChoose: (id: string) => void;
}

const COLUMNS = ['cure', 'loss', 'polarized', 'dead'] as const;

/** The numbers behind the picture, by what matters: those that cure first, each part by its loss. Its buttons are the keyboard's way to the marks. */
export function CureTable({ points, live, ...rest }: Props & { live: boolean }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const { cured, others } = inOrder(points);
  const asked = rest.cures.flatMap(({ id }) => points.find((point) => point.id === id) ?? []);
  const most = numbers.percent(CURED);
  return (
    <TableScroll className={styles.beside} label={t('cures.table.name')}>
      <table className={`${panel.table} ${styles.cures}`}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`cures.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {live ? (
          <Part name={t('cures.table.soFar')} points={asked} {...rest} />
        ) : (
          <>
            <Part name={t('cures.table.cured', { most })} points={cured} {...rest} />
            <Part name={t('cures.table.others')} points={others} {...rest} />
          </>
        )}
      </table>
    </TableScroll>
  );
}

/** A part of the table, under its name. */
function Part({ name, points, cures, ...rest }: Props & { name: string }) {
  if (points.length === 0) return null;
  return (
    <tbody>
      <tr className={styles.part}>
        <th scope="rowgroup" colSpan={COLUMNS.length}>
          {name}
        </th>
      </tr>
      {points.map((point, i) => (
        // By its place: where the order becomes another, no row is seen to move.
        <Row key={i} point={point} cure={cures.find(({ id }) => id === point.id)!} {...rest} />
      ))}
    </tbody>
  );
}

type RowProps = Omit<Props, 'cures' | 'points'> & { cure: CureSummary; point: CurePoint };

function Row({ cure, point: { rate }, roles, chosen, pointed, onPoint, onChoose }: RowProps) {
  const say = useSay();
  const { t } = say;
  const { id, against, dead } = cure;
  const point = (): void => {
    onPoint(id);
  };
  return (
    <tr
      data-on={id === pointed || undefined}
      data-kind={id === NONE ? NONE : kindOf(cure)}
      onPointerEnter={point}
      onPointerLeave={() => {
        onPoint(null);
      }}
    >
      <th scope="row">
        <button
          type="button"
          className={styles.pick}
          aria-pressed={id === chosen}
          onFocus={point}
          onBlur={() => {
            onPoint(null);
          }}
          onClick={() => {
            onChoose(id);
          }}
        >
          {markedName(say, combinationName(say, cure.combination), roles.get(id))}
        </button>
      </th>
      <td>{say.numbers.fixed(against?.loss.ratio ?? 1, 2)}</td>
      <td>{t('cures.rate', { k: rate.k, n: rate.n })}</td>
      <td>{say.numbers.percent(dead.rate)}</td>
    </tr>
  );
}
