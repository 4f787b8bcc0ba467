import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { DotChart } from '../ui/DotChart.tsx';
import type { Cell, Column } from '../ui/dotRows.ts';
import { Panel } from '../ui/Panel.tsx';
import { evenScale } from '../ui/scales.ts';
import { StoredNote } from '../ui/StoredNote.tsx';
import { apart, censusTasks, HELD_OUT_POSITIVES, inTask, studyOf, type Measured } from './look.ts';
import { openArchitecture } from './open.ts';
import { useLook } from './store.ts';
import panel from '../ui/panel.module.css';

type Task = ReturnType<typeof censusTasks>[number] & { models: Measured[] };

/** The tasks with what each model reaches in them. */
function useTasks(): Task[] {
  const study = useLook(({ studies }) => studyOf(studies, 'all'));
  return useMemo(
    () => (study ? censusTasks().map((task) => ({ ...task, models: inTask(study.runs, task.name) })) : []),
    [study],
  );
}

/** Whether the architectures differ: a tie, told with the interval that so few positives leave. */
export function TieLook() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const study = useLook(({ studies }) => studyOf(studies, 'all'));
  const tasks = useTasks();
  const table = useTieTable(tasks);
  if (!study || tasks.length === 0) return null;
  const [first] = tasks;
  const income = apart(first.models);
  const others = tasks.map((task) => ({ ...task, ...apart(task.models) })).filter(({ told }) => told);
  return (
    <Panel
      card="census-tie"
      name={t('census.tie.name')}
      title={t(`census.tie.${income.told ? 'apart' : 'alike'}`, {
        task: first.name,
        spread: words.fixed(income.spread, 4),
        half: words.fixed(income.half, 3),
        positives: HELD_OUT_POSITIVES,
      })}
      source="stored"
      subtitle={t('census.tie.subtitle')}
      table={table}
    >
      <TiePicture tasks={tasks} />
      {others.map(({ name, best, worst, half }) => (
        <p key={name} className={panel.note}>
          {t('census.tie.told', {
            task: name,
            best: t(`census.model.${best.model}`),
            a: words.fixed(best.mean, 3),
            worst: t(`census.model.${worst.model}`),
            b: words.fixed(worst.mean, 3),
            half: words.fixed(half, 3),
          })}
        </p>
      ))}
      <p className={panel.ways}>
        {(['mmoe', 'shared-bottom'] as const).map((model) => (
          <button
            key={model}
            type="button"
            className="button"
            onClick={() => {
              openArchitecture(model);
            }}
          >
            {t(`census.tie.train.${model}`)}
          </button>
        ))}
      </p>
      <StoredNote made={study.made} seeds={study.seeds} />
    </Panel>
  );
}

function useTieTable(tasks: readonly Task[]) {
  const { t } = useTranslation();
  const words = useNumberWords();
  return {
    columns: [
      t('census.tie.model'),
      ...tasks.map(({ name, kind }) => t('census.column', { name, metric: t(`census.metric.${kind}`) })),
    ],
    rows: (tasks[0]?.models ?? []).map(({ model }, i) => [
      t(`census.model.${model}`),
      ...tasks.map(({ models }) =>
        t('census.tie.cell', { mean: words.fixed(models[i].mean, 4), half: words.fixed(models[i].half, 4) }),
      ),
    ]),
  };
}

const cellOf = ({ runs, mean, half }: Measured): Cell => ({ dots: runs, mean, low: mean - half, high: mean + half });

/** A row a model, a column a task: a dot a seed, below it the mean with the interval of the held-out rows. */
function TiePicture({ tasks }: { tasks: readonly Task[] }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const picture = useMemo(() => {
    const columns = tasks.map(({ task, name, kind, models }): Column => {
      const ends = models.flatMap(({ mean, half, runs }) => [
        mean - half,
        mean + half,
        ...runs.map(({ value }) => value),
      ]);
      const { domain, ticks } = evenScale(ends, undefined, 3);
      return {
        id: task,
        title: name,
        note: t(`census.tie.note.${kind}`),
        color: taskColor(task),
        ink: taskInk(task),
        domain,
        ticks: ticks.map((value) => ({ value, text: words.plain(value) })),
        cells: Object.fromEntries(models.map((one) => [`models ${one.model}`, cellOf(one)])),
      };
    });
    const rows = tasks[0].models.map(({ model }) => ({ id: model, name: t(`census.model.${model}`) }));
    return { columns, groups: [{ id: 'models', title: '', rows }] };
  }, [tasks, t, words]);
  return <DotChart picture={picture} label={t('census.tie.alt')} chosen={null} />;
}
