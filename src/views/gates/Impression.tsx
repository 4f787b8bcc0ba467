import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { modelOf } from '../../run/runSpec.ts';
import type { Opened } from '../../session/protocol.ts';
import { sigmoid } from '../../model/losses.ts';
import { DEVICES, IS_BINARY, TASKS } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { useArmNames } from '../useTrained.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { FORMULAS } from './formulas.tsx';
import { bySize, byWeight, Numbers, type Choice } from './Numbers.tsx';
import { explained, rowIn, useSample } from './sample.ts';
import { useScrub } from './scrub.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n + 1));

/** One impression on its way through the model, every number with its formula. */
export function Impression() {
  const { t } = useTranslation();
  const opened = useLab((lab) => lab.opened);
  if (!opened || opened.samples.rows === 0) return null;
  return (
    <Panel
      name={t('gates.one.name')}
      title={<LiveText text={() => titleOf()} />}
      subtitle={t('gates.one.subtitle')}
      controls={<Picker opened={opened} />}
    >
      <Steps opened={opened} />
    </Panel>
  );

  function titleOf(): string {
    const way = explained();
    if (!way || !opened) return t('gates.one.gone');
    const { task } = useSample.getState();
    const weights = way.weights[task] ?? [];
    const top = weights.indexOf(Math.max(...weights));
    return t('gates.one.title', {
      task: t(`task.${TASKS[task]}`),
      expert: top + 1,
      percent: `${(100 * weights[top]).toFixed(0)}%`,
    });
  }
}

/** Which impression: one step back, one on, or any. */
function Picker({ opened }: { opened: Opened }) {
  const { t } = useTranslation();
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  const go = (to: number): void => {
    useSample.setState({ row: (to + samples.rows) % samples.rows });
  };
  const words = (at: number): string =>
    t('gates.one.option', {
      number: at + 1,
      device: t(`device.${DEVICES[samples.device[at]]}`),
      place:
        samples.position[at] > 0
          ? t('gates.one.position', { position: samples.position[at] })
          : t('gates.one.noPosition'),
    });
  return (
    <span className="gates-picker">
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.previous')}
        onClick={() => {
          go(row - 1);
        }}
      >
        {'←'}
      </button>
      <select
        aria-label={t('gates.one.pick')}
        value={row}
        onChange={(event) => {
          go(Number(event.target.value));
        }}
      >
        {Array.from({ length: samples.rows }, (_, at) => (
          <option key={at} value={at}>
            {words(at)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small"
        aria-label={t('gates.one.next')}
        onClick={() => {
          go(row + 1);
        }}
      >
        {'→'}
      </button>
    </span>
  );
}

function Steps({ opened }: { opened: Opened }) {
  const { t } = useTranslation();
  const number = useNumberWords();
  useScrub(); // another step: everything is written anew
  const { row: chosenRow, task, expert: chosenExpert } = useSample();
  const row = rowIn(opened, chosenRow);
  const model = modelOf(opened.run);
  const { samples } = opened;
  const { queryFeatures } = opened.run.world;
  const expert = Math.min(chosenExpert, model.experts - 1);
  const value = (x: number, digits = 2): string => number.fixed(x, digits);
  const tasks = TASKS.map((name) => ({
    head: <span style={{ color: taskInk(name) }}>{t(`task.${name}`)}</span>,
    color: taskColor(name),
  }));
  const arms = useArmNames();
  const arm = useLab((lab) => lab.state.view.arm);
  const choiceOf = (what: string): Choice => ({
    row: task,
    column: expert,
    cellName: (r, c) => t('gates.cellName', { task: t(`task.${TASKS[r]}`), expert: c + 1, what, arm: arms[arm] }),
    onChoose: (r, c) => {
      useSample.setState({ task: r, expert: c });
    },
  });
  const expertNames = names(model.experts);
  /** The chosen numbers put into the formula. */
  const worked = (text: (way: NonNullable<ReturnType<typeof explained>>) => string) => (): string => {
    const way = explained();
    return way ? text(way) : '';
  };
  const softmaxOf = worked((way) => {
    const z = way.gateLogits[task];
    const sum = z.reduce((total, each) => total + Math.exp(each), 0);
    return t('gates.worked.weight', {
      task: t(`task.${TASKS[task]}`),
      expert: expert + 1,
      z: value(z[expert]),
      top: value(Math.exp(z[expert])),
      sum: value(sum),
      weight: value(way.weights[task][expert], 3),
    });
  });
  const mixOf = worked((way) => {
    const terms = way.experts.map((output, e) => `${value(way.weights[task][e])}·${value(output[0])}`).join(' + ');
    return t('gates.worked.mixed', { task: t(`task.${TASKS[task]}`), terms, sum: value(way.mixed[task][0]) });
  });
  const sameOf = worked((way) => {
    const same =
      way.experts.length > 1
      && way.experts.every((output) => output.every((each, u) => Math.abs(each - way.experts[0][u]) < 1e-6));
    const silent = way.experts.every((output) => output.every((each) => each === 0));
    return t(silent ? 'gates.note.silent' : same ? 'gates.note.identical' : 'gates.note.experts');
  });
  const clickOf = worked((way) =>
    t('gates.worked.click', {
      main: value(way.tower[0]),
      shallow: value(way.shallow),
      sum: value(way.output[0]),
      p: number.percent(sigmoid(way.output[0])),
      served: number.percent(sigmoid(way.served)),
      truth: number.percent(samples.clickProbability[row]),
    }),
  );
  return (
    <ol className="gates-steps">
      <Step
        title={t('gates.step.features')}
        formula={FORMULAS.features}
        note={t('gates.note.features', { query: queryFeatures })}
      >
        <Numbers
          name={t('gates.step.features')}
          corner={t('gates.corner.feature')}
          columns={names(model.features)}
          rows={[{ head: t('gates.row.value') }]}
          tint={bySize}
          read={() => [samples.features.subarray(row * samples.featureCount, (row + 1) * samples.featureCount)]}
        />
      </Step>
      {model.sharedUnits > 0 && (
        <Step title={t('gates.step.shared')} formula={FORMULAS.shared} note={t('gates.note.shared')}>
          <Numbers
            name={t('gates.step.shared')}
            corner={t('gates.corner.unit')}
            columns={names(model.sharedUnits)}
            rows={[{ head: t('gates.row.activation') }]}
            tint={bySize}
            read={() => {
              const way = explained();
              return way && [way.trunk];
            }}
          />
        </Step>
      )}
      <Step title={t('gates.step.logits')} formula={FORMULAS.logits} note={t('gates.note.logits')}>
        <Numbers
          name={t('gates.step.logits')}
          corner={t('gates.corner.expert')}
          columns={expertNames}
          rows={tasks}
          tint={bySize}
          read={() => explained()?.gateLogits ?? null}
          choice={choiceOf(t('gates.step.logits'))}
        />
      </Step>
      <Step title={t('gates.step.weights')} formula={FORMULAS.weights} note={<LiveText text={softmaxOf} />}>
        <Numbers
          name={t('gates.step.weights')}
          corner={t('gates.corner.expert')}
          columns={expertNames}
          rows={tasks}
          tint={byWeight}
          read={() => explained()?.weights ?? null}
          choice={choiceOf(t('gates.step.weights'))}
        />
      </Step>
      <Step title={t('gates.step.experts')} formula={FORMULAS.experts} note={<LiveText text={sameOf} />}>
        <Numbers
          name={t('gates.step.experts')}
          corner={t('gates.corner.unit')}
          columns={names(model.expertUnits)}
          tint={bySize}
          read={() => explained()?.experts ?? null}
          rows={expertNames.map((name) => ({ head: t('gates.row.expert', { expert: name }) }))}
        />
      </Step>
      <Step title={t('gates.step.mixed')} formula={FORMULAS.mixed} note={<LiveText text={mixOf} />}>
        <Numbers
          name={t('gates.step.mixed')}
          corner={t('gates.corner.unit')}
          columns={names(model.expertUnits)}
          rows={tasks}
          tint={bySize}
          read={() => explained()?.mixed ?? null}
        />
      </Step>
      <Step
        title={t('gates.step.output')}
        formula={
          <>
            {model.towerUnits > 0 ? FORMULAS.tower : FORMULAS.linear} {FORMULAS.click}
          </>
        }
        note={<LiveText text={clickOf} />}
      >
        <Numbers
          name={t('gates.step.output')}
          corner={t('gates.corner.task')}
          rows={tasks}
          tint={bySize}
          columns={[
            t('gates.column.tower'),
            t('gates.column.output'),
            t('gates.column.prediction'),
            t('gates.column.label'),
          ]}
          read={() => {
            const way = explained();
            return (
              way
              && TASKS.map((_, k) => [
                way.tower[k],
                way.output[k],
                IS_BINARY[k] ? sigmoid(way.output[k]) : way.output[k],
                samples.observed[row * TASKS.length + k] ? samples.labels[row * TASKS.length + k] : NaN,
              ])
            );
          }}
        />
      </Step>
    </ol>
  );
}

function Step({
  title,
  formula,
  note,
  children,
}: {
  title: string;
  formula: ReactNode;
  note: ReactNode;
  children: ReactNode;
}) {
  return (
    <li>
      <div className="gates-step-head">
        <h3>{title}</h3>
        <span className="gates-formula">{formula}</span>
      </div>
      <TableScroll label={title}>{children}</TableScroll>
      <p>{note}</p>
    </li>
  );
}
