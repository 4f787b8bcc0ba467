/**
 * What else could be bought than a smaller model (Zhao et al. 2019, section 6, name compression as future work): from the large MMoE, experts are taken
 * out and the rest is trained on for a while, or a smaller model learns from its answers. Beside each other, on the same seeds.
 */
import { isFit, mmoeOf, sized, type Fitted, type Sized } from './architectures.ts';
import type { Architecture, Size } from './architectures.ts';
import { softLabels, trainTeachers, type Teacher } from './teacher.ts';
import { mostUsed, prunedParameters } from './pruning.ts';
import { frameOf, modelsOf, type CompareSpec } from './spec.ts';
import { runVariants, type VariantRun, type VariantsOptions } from './variants.ts';
import type { Part } from '../../study/train.ts';
import type { World } from '../../world/types.ts';

/** How the gates of the model that is compressed come to be: spread over the experts, or on few of them. */
export const TEACHERS = ['spread', 'polarized'] as const;
export type TeacherKind = (typeof TEACHERS)[number];

export interface CompressSpec extends Pick<CompareSpec, 'base' | 'seeds' | 'seedBase'> {
  teacher: TeacherKind;
  /** Numbers of experts that are kept, of eight. */
  keep: readonly number[];
  /** Steps that a pruned model trains on. */
  tuneSteps: number;
  /** Models that learn from the answers of the large one. */
  students: readonly Architecture[];
  sizes: readonly Size[];
}

export const DEFAULT_KEEP = [6, 4, 3, 2, 1] as const;
export const TUNE_STEPS = 100;
/** Learning rate of a fine-tune, of that of the training: where that has ended. */
const TUNE_RATE = 0.1;

/** `whole`: the large model. `pruned`: without some experts. `tuned`: and trained on. `distilled`: a model that has learned from its answers. */
export type Way = 'whole' | 'pruned' | 'tuned' | 'distilled';

export interface CompressedRun extends Omit<VariantRun, 'variant'> {
  way: Way;
  teacher: TeacherKind;
  /** Experts that it has. */
  experts: number;
  /** Of distilled ones. */
  model?: Architecture;
  size?: Size;
}

/**
 * The setting in which the large model learns. With large initial gates that learn three times as fast, 18 of 20 models (seeds 9001 to 9020) polarize
 * (Z5); as usual 4 of 20 do.
 */
function teacherRun(base: CompareSpec['base'], kind: TeacherKind): CompareSpec['base'] {
  if (kind === 'spread') return base;
  return { ...base, model: { ...base.model, gateInitScale: 4 }, training: { ...base.training, gateRate: 3 } };
}

type Options = Omit<VariantsOptions, 'onMeasured' | 'prepare' | 'trainOn'> & {
  onMeasured?: (runs: CompressedRun[]) => void;
};

/** Puts the teachers' parameters, without some experts, into engines that are about to train. */
async function plantPruned(
  parts: readonly Part[],
  teachers: ReadonlyMap<number, Teacher>,
  model: Fitted['model'],
): Promise<void> {
  for (const { engine, members } of parts) {
    const { step, state } = await engine.checkpoint();
    const each = state.length / members.length;
    // Moments start at zero, as those of a fresh model.
    state.fill(0);
    members.forEach(({ seed }, i) => {
      const { parameters, utilization } = teachers.get(seed)!;
      const kept = mostUsed(utilization, engine.population.model.experts);
      state.set(prunedParameters(model, parameters, kept), i * each);
    });
    await engine.restore({ step, state });
  }
}

async function prune(spec: CompressSpec, whole: Sized, teachers: ReadonlyMap<number, Teacher>, options: Options) {
  const { base, keep, teacher, tuneSteps } = spec;
  const variants = keep.map((experts) => ({ sized: mmoeOf(experts, whole.model.expertUnits, frameOf(base)) }));
  const training = { ...base.training, learningRate: TUNE_RATE * base.training.learningRate, steps: tuneSteps };
  const named =
    (way: Way) =>
    ({ variant, ...run }: VariantRun): CompressedRun => ({ way, teacher, experts: keep[variant], ...run });
  const of = (steps: number, rate: number) => ({
    base: { ...base, training: { ...training, steps, learningRate: rate } },
    variants,
    seeds: spec.seeds,
    seedBase: spec.seedBase,
  });
  const prepare = (parts: readonly Part[]): Promise<void> => plantPruned(parts, teachers, whole.model);
  const at =
    (i: number) =>
    (done: number, total: number): void =>
      options.onProgress?.((i * total + done) / total, 2);
  const report = (way: Way) => (runs: VariantRun[]) => options.onMeasured?.(runs.map(named(way)));
  // A step of rate zero changes nothing: what the pruned models are worth as they are.
  const bare = await runVariants(of(1, 0), { ...options, prepare, onProgress: at(0), onMeasured: report('pruned') });
  const tuned = await runVariants(of(tuneSteps, training.learningRate), {
    ...options,
    prepare,
    onProgress: at(1),
    onMeasured: report('tuned'),
  });
  return [...bare.map(named('pruned')), ...tuned.map(named('tuned'))];
}

async function distil(spec: CompressSpec, teachers: ReadonlyMap<number, Teacher>, options: Options) {
  const { base, teacher, seeds, seedBase, students, sizes } = spec;
  const { models } = modelsOf({ base, architectures: students, sizes });
  const named = ({ variant, ...run }: VariantRun): CompressedRun => {
    const { architecture, size, model } = models[variant];
    return { way: 'distilled', teacher, experts: model.experts, model: architecture, size, ...run };
  };
  const trainOn = (world: World): World['train'] => softLabels(world.train, teachers.get(world.seed)!.answers);
  const runs = await runVariants(
    { base, seeds, seedBase, variants: models.map((each) => ({ sized: each })) },
    { ...options, trainOn, onMeasured: (some) => options.onMeasured?.(some.map(named)) },
  );
  return runs.map(named);
}

/**
 * Trains the large MMoE on every seed, then takes experts out of it, and lets smaller models learn from it.
 * @returns all runs: whole, pruned, tuned, distilled
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runCompress(spec: CompressSpec, options: Options): Promise<CompressedRun[]> {
  const { base, teacher, seeds, seedBase } = spec;
  const whole = sized('mmoe-8', 'large', frameOf(base));
  if (!isFit(whole)) throw new RangeError('the large model does not fit its own budget');
  const third =
    (i: number) =>
    (done: number, total: number): void =>
      options.onProgress?.(i + done / total, 3);
  const teachers = await trainTeachers(
    { base: teacherRun(base, teacher), variants: [{ sized: whole }], seeds, seedBase },
    { ...options, onMeasured: undefined, onProgress: third(0) },
  );
  const named = ({ run: { variant: _, ...run } }: Teacher): CompressedRun => ({
    way: 'whole',
    teacher,
    experts: whole.model.experts,
    ...run,
  });
  const wholes = [...teachers.values()].map(named);
  options.onMeasured?.(wholes);
  const pruned = await prune(spec, whole, teachers, { ...options, onProgress: third(1) });
  const distilled = await distil(spec, teachers, { ...options, onProgress: third(2) });
  return [...wholes, ...pruned, ...distilled];
}
