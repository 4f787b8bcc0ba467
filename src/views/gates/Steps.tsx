import { hasTruth } from '../../world/types.ts';
import type { ReactNode } from 'react';
import { servingOfArm } from '../../run/runSpec.ts';
import { isSynthetic, tasksOf } from '../../run/source.ts';
import { gatesOf, isMasked } from '../../model/visible.ts';
import type { Explanation } from '../../model/explain.ts';
import { sigmoid } from '../../model/losses.ts';
import type { Opened } from '../../session/protocol.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Serving } from '../../model/cures.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useLab } from '../store.ts';
import { ModelMath } from '../terms/MathML.tsx';
import { formulasOf, type ModelFormula, type ModelFormulas } from '../terms/modelFormulas.ts';
import { inOwnUnits } from '../ownUnits.ts';
import { gatedOf } from '../tasks.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { useArmNames } from '../useTrained.ts';
import { expertHead, gateRows, taskRows } from './gateRows.tsx';
import { bySize, byWeight, Numbers, type Choice } from './Numbers.tsx';
import { rowIn, useSample } from '../sample.ts';
import { chosenTask, explained } from './explained.ts';
import { useShownStep } from './scrub.ts';
import {
  bentNote,
  clickWorked,
  expertsWorked,
  featuresNote,
  gateOwner,
  mixtureWorked,
  ofUsed,
  predictionWorked,
  sharedNote,
  weightWorked,
} from './titles.ts';
import styles from './gates.module.css';

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n + 1));

interface Props {
  opened: Opened;
}

/** The steps of one impression through the model, from its features to the prediction. */
export function Steps({ opened }: Props) {
  const { kind } = opened.run.model;
  return (
    <ol className={styles.steps}>
      <InputSteps opened={opened} />
      {kind !== 'shared-bottom' && <GateSteps opened={opened} />}
      <ExpertSteps opened={opened} />
      <OutputStep opened={opened} />
    </ol>
  );
}

/** The shown model and how it predicts, with the formulas of it. */
function useShown({ run }: Opened): { model: ReturnType<typeof gatedOf>; serving: Serving; formulas: ModelFormulas } {
  const arm = useLab((lab) => lab.state.view.arm);
  const model = gatedOf(run, arm);
  // What is annealed has its letter from the beginning.
  const serving = servingOfArm(run, arm, 0);
  return { model, serving, formulas: formulasOf(model, serving, arm === 1 && run.training.cures.lossFree > 0) };
}

/** Words about the impression as it is now; none at a step whose parameters were not kept. */
const worked = (words: (way: Explanation) => string) => (): string => {
  const way = explained();
  return way ? words(way) : '';
};

function InputSteps({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const { model, serving, formulas } = useShown(opened);
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  return (
    <>
      <Step
        wide
        title={t('gates.step.features')}
        formulas={[formulas.features]}
        note={
          isSynthetic(opened.run) ? featuresNote(say, opened.run.world.queryFeatures) : t('gates.note.featuresTable')
        }
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
      {formulas.shared && (
        <Step
          wide
          title={t('gates.step.shared')}
          formulas={[formulas.shared]}
          note={sharedNote(say, model, serving.sharedActivation)}
        >
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
  const arms = useArmNames(useShownStep());
  const arm = useLab((lab) => lab.state.view.arm);
  const task = useSample(() => chosenTask(opened));
  const { model, serving, formulas } = useShown(opened);
  const expert = useSample((state) => Math.min(state.expert, model.experts - 1));
  const oneGate = model.kind === 'omoe';
  const weightsTitle = t(`gates.step.weights${serving.gateKind === 'sigmoid' ? 'Sigmoid' : ''}`);
  const gates = gatesOf(model);
  const rows = gateRows(say, model);
  const choiceOf = (what: string): Choice => ({
    row: gates.indexOf(task),
    column: expert,
    cellName: (r, c) =>
      t('gates.cellName', { task: gateOwner(say, model.kind, gates[r]), expert: c + 1, what, arm: arms[arm] }),
    onChoose: (r, c) => {
      useSample.setState({ task: gates[r], expert: c });
    },
  });
  const table = (what: string, tint: (value: number) => number, of: 'gateLogits' | 'weights'): ReactNode => (
    <Numbers
      name={what}
      corner={t('gates.corner.expert')}
      columns={names(model.experts)}
      rows={rows}
      tint={tint}
      read={() => {
        const way = explained();
        const all = way && ofUsed(way, of);
        return all && gates.map((k) => all[k]);
      }}
      choice={choiceOf(what)}
    />
  );
  return (
    <>
      <Step
        title={t('gates.step.logits')}
        formulas={[formulas.logits, formulas.tamed]}
        note={t(`gates.note.${oneGate ? 'logitsOne' : isMasked(model) ? 'logitsOwn' : 'logits'}`)}
      >
        {table(t('gates.step.logits'), bySize, 'gateLogits')}
      </Step>
      <Step
        title={weightsTitle}
        formulas={[formulas.weights]}
        note={<LiveText text={worked((way) => weightWorked(say, model.kind, way, task, expert, serving.gateKind))} />}
      >
        {table(weightsTitle, byWeight, 'weights')}
      </Step>
    </>
  );
}

function ExpertSteps({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const task = useSample(() => chosenTask(opened));
  const { model, serving, formulas } = useShown(opened);
  const title = t(model.kind === 'shared-bottom' ? 'gates.step.expert' : 'gates.step.experts');
  const mixed = t(model.kind === 'omoe' ? 'gates.step.mixedOne' : 'gates.step.mixed');
  return (
    <>
      <Step
        tall={formulas.weights !== null}
        title={title}
        formulas={[formulas.experts]}
        note={
          <LiveText
            text={worked((way) => inSentences(t, bentNote(say, serving), expertsWorked(say, model.kind, way)))}
          />
        }
      >
        <Numbers
          name={title}
          corner={t('gates.corner.unit')}
          columns={names(model.expertUnits)}
          tint={bySize}
          read={() => explained()?.experts ?? null}
          rows={names(model.experts).map((name, e) => ({ head: expertHead(say, model, name, e) }))}
        />
      </Step>
      {formulas.weights && (
        <Step
          title={mixed}
          formulas={[formulas.mixture]}
          note={<LiveText text={worked((way) => mixtureWorked(say, model.kind, way, task))} />}
        >
          <Numbers
            name={mixed}
            corner={t('gates.corner.unit')}
            columns={names(model.expertUnits)}
            rows={gateRows(say, model)}
            tint={bySize}
            read={() => {
              const mixed = explained()?.mixed;
              return mixed ? gatesOf(model).map((k) => mixed[k]) : null;
            }}
          />
        </Step>
      )}
    </>
  );
}

function OutputStep({ opened }: Props) {
  const say = useSay();
  const { t } = say;
  const { samples } = opened;
  const row = useSample((state) => rowIn(opened, state.row));
  const { model, formulas } = useShown(opened);
  const added = model.biasHandling === 'shallow-tower';
  const tasks = tasksOf(opened.run);
  const impression = {
    truth: hasTruth(samples) ? samples.clickProbability[row] : NaN,
    placed: samples.position[row] > 0,
  };
  const note = (way: Explanation): string =>
    isSynthetic(opened.run)
      ? clickWorked(say, model.biasHandling, way, impression)
      : tasks.map((task) => predictionWorked(say, task, way.output[task.index])).join(t('comma'));
  const columns = added ? 4 : 3;
  return (
    <Step
      title={t('gates.step.output')}
      formulas={[formulas.output, formulas.click]}
      note={<LiveText text={worked(note)} />}
    >
      <Numbers
        name={t('gates.step.output')}
        corner={t('gates.corner.task')}
        rows={taskRows(say, model)}
        tint={bySize}
        columns={[
          // Only a shallow tower's logit stands between a tower and its prediction.
          ...(added
            ? [
                t('gates.column.mainTower'),
                t(impression.placed ? 'gates.column.output' : 'gates.column.outputUnplaced'),
              ]
            : [t('gates.column.tower')]),
          t('gates.column.prediction'),
          t('gates.column.label'),
        ]}
        read={() => {
          const way = explained();
          return (
            way
            && tasks.map(({ index: k, kind }) => [
              way.tower[k],
              ...(added ? [way.output[k]] : []),
              kind === 'binary' ? sigmoid(way.output[k]) : way.output[k],
              samples.observed[row * TASK_COUNT + k] ? samples.labels[row * TASK_COUNT + k] : NaN,
            ])
          );
        }}
        write={(value, r, c) =>
          // Predictions and labels of a table's numbers are read in their own units.
          tasks[r].kind === 'regression' && c >= columns - 2 && Number.isFinite(value)
            ? inOwnUnits(say, tasks[r], value)
            : say.numbers.fixed(value, 2)
        }
      />
    </Step>
  );
}

function Step({
  wide,
  tall,
  title,
  formulas,
  note,
  children,
}: {
  /** Takes the whole width. */
  wide?: boolean;
  /** Has two steps beside it. */
  tall?: boolean;
  title: string;
  formulas: readonly (ModelFormula | null)[];
  note: ReactNode;
  children: ReactNode;
}) {
  return (
    <li data-wide={wide} data-tall={tall}>
      <div className={styles.stepHead}>
        <h3>{title}</h3>
        <span className={styles.formula}>
          {formulas.map((formula) => formula && <ModelMath key={formula} of={formula} />)}
        </span>
      </div>
      <TableScroll label={title}>{children}</TableScroll>
      <p>{note}</p>
    </li>
  );
}
