import type { ReactNode } from 'react';
import { modelOf } from '../../run/runSpec.ts';
import type { Explanation } from '../../model/explain.ts';
import { sigmoid } from '../../model/losses.ts';
import type { Opened } from '../../session/protocol.ts';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { taskColor, taskInk } from '../encoding.ts';
import { useSay, type Say } from '../say.ts';
import { useLab } from '../store.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { useArmNames } from '../useTrained.ts';
import { FORMULAS } from './formulas.tsx';
import { bySize, byWeight, Numbers, type Choice } from './Numbers.tsx';
import { chosenTask, explained, rowIn, useSample } from './sample.ts';
import { useShownStep } from './scrub.ts';
import { clickWorked, expertsWorked, gateOwner, mixtureWorked, weightWorked } from './titles.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n + 1));

interface Props {
  opened: Opened;
}

/** The steps of one impression through the model, from its features to the prediction. */
export function Steps({ opened }: Props) {
  const { kind } = opened.run.model;
  return (
    <ol className="gates-steps">
      <InputSteps opened={opened} />
      {kind !== 'shared-bottom' && <GateSteps opened={opened} />}
      <ExpertSteps opened={opened} />
      <OutputStep opened={opened} />
    </ol>
  );
}

/** Words about the impression as it is now; none at a step whose parameters were not kept. */
const worked = (words: (way: Explanation) => string) => (): string => {
  const way = explained();
  return way ? words(way) : '';
};

/** The rows of a table by task. */
const taskRows = ({ t }: Say) =>
  TASKS.map((name) => ({
    head: <span style={{ color: taskInk(name) }}>{t(`task.${name}`)}</span>,
    color: taskColor(name),
  }));

function InputSteps({ opened }: Props) {
  const { t } = useSay();
  const model = modelOf(opened.run);
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  return (
    <>
      <Step
        title={t('gates.step.features')}
        formula={FORMULAS.features}
        note={t('gates.note.features', { query: opened.run.world.queryFeatures })}
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
    </>
  );
}

/** Logits and weights of every gate; a one-gate model has one row. */
function GateSteps({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const model = modelOf(opened.run);
  const arms = useArmNames(useShownStep());
  const arm = useLab((lab) => lab.state.view.arm);
  const task = useSample(() => chosenTask(opened));
  const expert = useSample((state) => Math.min(state.expert, model.experts - 1));
  const oneGate = model.kind === 'omoe';
  const rows = oneGate ? [{ head: gateOwner(say, model.kind, 0), color: 'var(--muted)' }] : taskRows(say);
  const choiceOf = (what: string): Choice => ({
    row: task,
    column: expert,
    cellName: (r, c) =>
      t('gates.cellName', { task: gateOwner(say, model.kind, r), expert: c + 1, what, arm: arms[arm] }),
    onChoose: (r, c) => {
      useSample.setState({ task: r, expert: c });
    },
  });
  const table = (what: string, tint: (value: number) => number, of: 'gateLogits' | 'weights'): ReactNode => (
    <Numbers
      name={what}
      corner={t('gates.corner.expert')}
      columns={names(model.experts)}
      rows={rows}
      tint={tint}
      read={() => explained()?.[of] ?? null}
      choice={choiceOf(what)}
    />
  );
  return (
    <>
      <Step
        title={t('gates.step.logits')}
        formula={FORMULAS.logits}
        note={t(oneGate ? 'gates.note.logitsOne' : 'gates.note.logits')}
      >
        {table(t('gates.step.logits'), bySize, 'gateLogits')}
      </Step>
      <Step
        title={t('gates.step.weights')}
        formula={FORMULAS.weights}
        note={<LiveText text={worked((way) => weightWorked(say, model.kind, way, task, expert))} />}
      >
        {table(t('gates.step.weights'), byWeight, 'weights')}
      </Step>
    </>
  );
}

function ExpertSteps({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const model = modelOf(opened.run);
  const task = useSample(() => chosenTask(opened));
  return (
    <>
      <Step
        title={t('gates.step.experts')}
        formula={FORMULAS.experts}
        note={<LiveText text={worked((way) => expertsWorked(say, model.kind, way))} />}
      >
        <Numbers
          name={t('gates.step.experts')}
          corner={t('gates.corner.unit')}
          columns={names(model.expertUnits)}
          tint={bySize}
          read={() => explained()?.experts ?? null}
          rows={names(model.experts).map((name) => ({ head: t('gates.row.expert', { expert: name }) }))}
        />
      </Step>
      {model.kind !== 'shared-bottom' && (
        <Step
          title={t('gates.step.mixed')}
          formula={FORMULAS.mixed}
          note={<LiveText text={worked((way) => mixtureWorked(say, model.kind, way, task))} />}
        >
          <Numbers
            name={t('gates.step.mixed')}
            corner={t('gates.corner.unit')}
            columns={names(model.expertUnits)}
            rows={
              model.kind === 'omoe' ? [{ head: gateOwner(say, model.kind, 0), color: 'var(--muted)' }] : taskRows(say)
            }
            tint={bySize}
            read={() => explained()?.mixed ?? null}
          />
        </Step>
      )}
    </>
  );
}

function OutputStep({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const model = modelOf(opened.run);
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  return (
    <Step
      title={t('gates.step.output')}
      formula={
        <>
          {model.towerUnits > 0 ? FORMULAS.tower : FORMULAS.linear} {FORMULAS.click}
        </>
      }
      note={
        <LiveText text={worked((way) => clickWorked(say, model.biasHandling, way, samples.clickProbability[row]))} />
      }
    >
      <Numbers
        name={t('gates.step.output')}
        corner={t('gates.corner.task')}
        rows={taskRows(say)}
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
