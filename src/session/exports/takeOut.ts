/** Files out of the run that is open, of its models as they are now. What is in them: docs/exports.md. */
import type { Detail, Engine, ReplicaEvaluation } from '../../engine/types.ts';
import { modelOfArm, servingOfArm } from '../../run/runSpec.ts';
import type { Course } from '../../run/timeline.ts';
import type { Input } from '../../tabular/types.ts';
import { DEVICES } from '../../world/spec.ts';
import type { DataSet } from '../../world/types.ts';
import type { ExportKind, TakenFile } from '../protocol.ts';
import { isEncoded } from '../worldView.ts';
import { modelFile } from './model.ts';
import { PLATFORM_TASKS, platformInputs } from './platform.ts';
import { biasCsv, gatesCsv, inputsCsv, predictionsCsv, type NumberedLog, type Tasks } from './tables.ts';

export interface OpenRun {
  engine: Engine;
  course: Course;
  data: DataSet;
}

/** What its columns and rows are called. */
interface Named {
  numbered: NumberedLog;
  tasks: Tasks;
  inputs: readonly Input[];
  devices?: readonly string[];
}

function namesOf({ course, data }: OpenRun): Named {
  if (!isEncoded(data))
    return {
      numbered: { log: data.heldOut },
      tasks: PLATFORM_TASKS,
      inputs: platformInputs(course.run.world),
      devices: DEVICES,
    };
  const { heldOut, rowOf, shape, inputs } = data;
  const named = { numbered: { log: heldOut, rowOf: rowOf.heldOut }, tasks: shape.tasks, inputs };
  // One without a name of its own is all others: a file has the same words in every language.
  const { deviceNames } = shape;
  return deviceNames ? { ...named, devices: DEVICES.map((_, d) => deviceNames[d] ?? 'others') } : named;
}

/** What a file needs to have read back. */
const DETAILS: Readonly<Record<ExportKind, readonly Detail[]>> = {
  predictions: ['predictions'],
  gates: ['gates'],
  inputs: [],
  bias: [],
  model: ['parameters'],
};

const NOTHING = new Float32Array(0);

function contents(
  run: OpenRun,
  kind: ExportKind,
  arm: number,
  step: number,
  { table, full = { predictions: NOTHING, gates: NOTHING, parameters: NOTHING } }: ReplicaEvaluation,
): Uint8Array<ArrayBuffer> | null {
  const { numbered, tasks, inputs, devices } = namesOf(run);
  const settings = run.course.run;
  const model = modelOfArm(settings, arm);
  switch (kind) {
    case 'predictions':
      return predictionsCsv(numbered, tasks, full.predictions);
    case 'gates':
      return gatesCsv(numbered, tasks, model.experts, full.gates);
    case 'inputs':
      return inputsCsv(numbered, inputs);
    case 'bias':
      return table.length > 0 ? biasCsv(table, devices) : null;
    case 'model':
      return modelFile({
        model,
        serving: servingOfArm(settings, arm, step),
        parameters: full.parameters,
        tasks,
        inputs,
        source: { arm, ...run.course },
        step,
      });
  }
}

/**
 * @param arm - 0 or 1
 * @returns null where there is no such file: a bias table of a model without a shallow tower, or anything of a model that has diverged
 */
export async function takeOut(run: OpenRun, kind: ExportKind, arm: number): Promise<TakenFile | null> {
  const { step, replicas } = await run.engine.evaluate({ replicas: [arm], full: DETAILS[kind] });
  const [measured] = replicas;
  const bytes = measured.finite ? contents(run, kind, arm, step, measured) : null;
  if (!bytes) return null;
  const [ending, type] = kind === 'model' ? ['safetensors', 'application/octet-stream'] : ['csv', 'text/csv'];
  return { name: `mmoe-lab-${'AB'[arm]}-step-${String(step)}-${kind}.${ending}`, type, bytes: bytes.buffer };
}
