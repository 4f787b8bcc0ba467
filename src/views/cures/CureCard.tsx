import markup from 'virtual:formulas/cures';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Combination } from '../../experiments/cures/combination.ts';
import { useSay } from '../say.ts';
import { MathML } from '../terms/MathML.tsx';
import { Panel, Table } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { Looks } from './Looks.tsx';
import { combinationName } from './names.ts';
import { healedWords, oneRows, type OneRow } from './oneTable.ts';
import { bestOf, NONE } from './points.ts';
import { chosenOf, useCures, type ShownCures } from './store.ts';
import { TaskLosses } from './TaskLosses.tsx';
import { cureTitle } from './titles.ts';
import { TryIt } from './TryIt.tsx';
import { useSettled } from './useShownCures.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

/** The chosen cure: what it does, what it changes, what it heals, and two runs of it. */
export function CureCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown, source, other } = useSettled();
  const chosen = useCures((state) => state.chosen);
  const measure = useCures((state) => state.measure);
  const cures = shown?.cures ?? [];
  const cure = chosenOf(cures, chosen, bestOf(cures, measure)?.cure.id);
  const none = cures.find(({ id }) => id === NONE);
  return (
    <Panel
      card="cure"
      name={t('cures.one.name')}
      title={cure && none ? cureTitle(say, cure, none) : t('cures.one.before')}
      source={source}
      other={other}
      subtitle={t('cures.one.subtitle')}
    >
      {shown && cure && none && <Closely shown={shown} cure={cure} none={none} />}
    </Panel>
  );
}

interface Props {
  shown: ShownCures;
  cure: CureSummary;
  none: CureSummary;
}

const Closely = memo(function Closely({ shown, cure, none }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const name = combinationName(say, cure.combination);
  return (
    <div className={styles.closely}>
      <div>
        <h3>{name}</h3>
        <div className={styles.all}>
          <Does combination={cure.combination} />
          <p className={panel.note}>{t('cures.formula.symbols')}</p>
        </div>
        <TryIt base={shown.spec.base} cure={cure} name={name} />
      </div>
      <div>
        <Changes rows={oneRows(say, cure, none)} name={name} />
      </div>
      {cure.against && (
        <div>
          <h3>{t('cures.one.tasks.name')}</h3>
          <TaskLosses cure={cure} />
          <h3>{t('cures.one.healed.name')}</h3>
          {healedWords(say, cure).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {cure.against && (
        <div>
          <h3>{t('cures.one.race.name')}</h3>
          <Looks shown={shown} cure={cure} />
        </div>
      )}
    </div>
  );
});

/** Of each cure of a combination what it does, its formula and where it comes from. */
function Does({ combination }: { combination: Combination }) {
  const { t } = useTranslation();
  const names = combination.length === 0 ? (['none'] as const) : combination.map(({ name }) => name);
  return (
    <>
      {names.map((name) => (
        <div key={name} className={styles.does}>
          <p>{t(`cures.what.${name}`)}</p>
          {/* A long one scrolls where letters are large: also by key. */}
          <p className={styles.formula} tabIndex={0}>
            <MathML markup={markup[name]} words={{ GATE: t('cures.formula.gate') }} />
          </p>
          <p className={panel.note}>{t(`cures.source.${name}`)}</p>
        </div>
      ))}
    </>
  );
}

/** What is measured of runs without and with it. */
function Changes({ rows, name }: { rows: readonly OneRow[]; name: string }) {
  const { t } = useTranslation();
  return (
    <TableScroll label={name}>
      <Table
        columns={(['what', 'without', 'with'] as const).map((column) => t(`cures.one.column.${column}`))}
        rows={rows.map((row) => [row.name, row.without, row.with])}
      />
    </TableScroll>
  );
}
