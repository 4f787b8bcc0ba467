import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../../world/spec.ts';
import { biasDomain, biasMarks, DEVICE_KEY } from '../../charts/biasMarks.ts';
import { DataButton } from '../../charts/DataDialog.tsx';
import { Drawn } from '../../charts/Drawn.tsx';
import { textWidth } from '../../charts/textWidth.ts';
import { useSay } from '../../say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useWidth } from '../../ui/useWidth.ts';
import { curvesOf, curvesTable, type Curves } from './curves.ts';
import { learnedTitle } from './titles.ts';
import { useShownSearch } from './useShownSearch.ts';
import '../../charts/drawings.css';
import styles from './unknown.module.css';

const HEIGHT = 220;

/** What the shallow tower of the best column has learned, beside the truth where it may be told. */
export function LearnedCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown, hidden, source, other } = useShownSearch();
  const curves = useMemo(() => shown && curvesOf(shown.worlds), [shown]);
  const name = t('unknown.learned.name');
  return (
    <Panel
      card="learned"
      name={name}
      title={learnedTitle(say, curves, hidden)}
      source={curves && source}
      other={other}
      subtitle={t('unknown.learned.subtitle')}
      controls={
        shown
        && curves && (
          <DataButton name={name} table={() => curvesTable(say, curves, hidden, shown.asked.base.training.steps)} />
        )
      }
    >
      <div className={styles.curves}>{curves && <Picture curves={curves} hidden={hidden} />}</div>
    </Panel>
  );
}

function Picture({ curves, hidden }: { curves: Curves; hidden: boolean }) {
  const { t, numbers } = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { column, learned } = curves;
  const names = DEVICES.map((device) => t(`device.${device}`));
  const truth = hidden ? learned.map((curve) => curve.map(() => NaN)) : curves.truth;
  const title = t(`unknown.column.${column}`);
  const right = DEVICE_KEY + 10 + Math.max(...names.map(textWidth), textWidth(title));
  return (
    <div ref={box} className="plot">
      {width > 0 && (
        <Drawn
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t(hidden ? 'unknown.learned.altHidden' : 'unknown.learned.alt', { column: title })}
          marks={biasMarks(
            { width, height: HEIGHT },
            {
              bias: { learned, truth },
              devices: DEVICES.map((_, device) => device),
              right,
              numbers,
              pointed: null,
              domain: biasDomain(hidden ? learned : truth, [learned]),
              words: { axis: t('unknown.learned.axis'), position: title, devices: names, pair: () => '' },
            },
          )}
        />
      )}
    </div>
  );
}
