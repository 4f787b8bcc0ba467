import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { textWidth } from '../charts/textWidth.ts';
import { useSay } from '../say.ts';
import { useStudies } from '../studies.ts';
import { JobLine } from '../ui/JobLine.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import panel from '../ui/panel.module.css';
import { problemOf } from './choices.ts';
import { startNull, useLive } from './experiment.ts';
import { NULL_HEIGHT, nullMarks } from './nullMarks.ts';
import { nullTable, nullTitle, ownNull, storedNull, type ShownNull } from './nulls.ts';
import room from '../ui/study.module.css';
import { Picture } from '../ui/Picture.tsx';

/** Control against itself, many times: who declares a winner? */
export function NullCard() {
  const { t } = useTranslation();
  const say = useSay();
  const aa = useLive((state) => state.known.architectures?.aa);
  const mine = useLive((state) => state.own);
  const problem = useLive((state) => problemOf(state.choices));
  const running = useStudies((studies) => studies.running === 'null');
  const stored = useMemo(() => (aa ? storedNull(aa) : null), [aa]);
  const own = useMemo(() => ownNull(mine), [mine]);
  const shown = own ?? stored;
  const table = nullTable(say, stored, own);
  return (
    <Panel
      name={t('live.null.name')}
      title={nullTitle(say, shown, running && own !== null)}
      source={!shown || (running && own) ? undefined : own ? 'own' : 'stored'}
      subtitle={t('live.null.subtitle', { queries: say.numbers.fixed(shown?.queries ?? 0) })}
    >
      <div className={panel.setup}>
        <StartStop
          owner="null"
          start={t('live.null.start')}
          stop={t('study.stop')}
          onStart={startNull}
          disabled={problem !== null}
        />
        <div className={`${room.told} ${room.beside}`}>
          <JobLine owner="null" kept={own?.experiments ?? 0} />
        </div>
      </div>
      {shown && <Declared shown={shown} />}
      <TableScroll label={t('live.null.name')}>
        <table className={panel.table}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([way, ...cells]) => (
              <tr key={way}>
                <th scope="row">{way}</th>
                {cells.map((cell, i) => (
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className={panel.note}>{t('live.null.why')}</p>
    </Panel>
  );
}

function Declared({ shown }: { shown: ShownNull }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  return (
    <Picture
      height={NULL_HEIGHT}
      label={t('live.null.alt')}
      marks={(width) =>
        nullMarks(width, {
          course: shown.course,
          experiments: shown.experiments,
          promised: 0.05,
          textWidth,
          words: {
            way: (way) => t(`live.null.short.${way}`),
            percent: (value) => numbers.percent(value),
            count: (value) => numbers.fixed(value),
            queries: t('live.null.queries'),
            promised: t('live.null.promised'),
          },
        })
      }
    />
  );
}
