import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredNull } from '../../experiments/live/stored.ts';
import { textWidth } from '../charts/textWidth.ts';
import { useSay } from '../say.ts';
import { useStudies } from '../studies.ts';
import { JobLine } from '../ui/JobLine.tsx';
import { Panel, Table } from '../ui/Panel.tsx';
import { Picture } from '../ui/Picture.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';
import { isNullOf, NULL_QUERIES, problemOf } from './choices.ts';
import { startNull, useLive } from './experiment.ts';
import { NULL_HEIGHT, nullMarks } from './nullMarks.ts';
import { nullTable, nullTitle, ownNull } from './nulls.ts';

/** Control against itself, many times: who declares a winner? */
export function NullCard() {
  const { t } = useTranslation();
  const say = useSay();
  const aa = useLive((state) => state.known.architectures?.aa);
  const mine = useLive((state) => state.own);
  const choices = useLive((state) => state.choices);
  const running = useStudies((studies) => studies.running === 'null');
  const stored = aa ?? null;
  const own = useMemo(() => ownNull(mine), [mine]);
  const shown = own ?? stored;
  return (
    <Panel
      card="null"
      name={t('live.null.name')}
      title={nullTitle(say, shown, running && own !== null)}
      source={!shown || (running && own) ? undefined : own ? 'own' : 'stored'}
      other={own !== null && mine !== null && !isNullOf(mine.spec, choices)}
      subtitle={t('live.null.subtitle', { queries: say.numbers.fixed(shown?.queries ?? NULL_QUERIES) })}
    >
      <div className={panel.setup}>
        <StartStop
          owner="null"
          start={t('live.null.start')}
          stop={t('study.stop')}
          onStart={startNull}
          disabled={problemOf(choices) !== null}
        />
        <div className={`${room.told} ${room.beside}`}>
          <JobLine owner="null" kept={own?.experiments ?? 0} />
        </div>
      </div>
      {shown && <Declared shown={shown} />}
      <TableScroll label={t('live.null.name')}>
        <Table {...nullTable(say, stored, own)} />
      </TableScroll>
      <p className={panel.note}>{t('live.null.why')}</p>
    </Panel>
  );
}

function Declared({ shown }: { shown: StoredNull }) {
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
