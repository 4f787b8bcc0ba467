/**
 * What else could be bought than a smaller model (Zhao et al. 2019, section 6, name compression as future work): from the large MMoE, experts are taken
 * out and the rest is trained on for a while, or a smaller model learns from its answers. Beside each other, on the same seeds.
 */
import { isFit, mmoeOf, sized, type Fitted, type Sized } from './architectures.ts';
import type { Architecture, Size } from './architectures.ts';
import { softLabels, trainTeachers, type Teacher } from './teacher.ts';
import { mostUsed, prunedState } from './pruning.ts';
import { frameOf, modelsOf, type CompareSpec } from './spec.ts';
import { runNamed, type MeasuredRun, type NamedOptions, type VariantRun, type VariantsSpec } from './variants.ts';
import { isGatePolarized } from '../../metrics/gates.ts';
import { rememberWorlds, type Part } from '../../study/train.ts';
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
/** Mean weight under which an expert counts as unused. */
const UNUSED = 0.01;

/**
 * `whole`: the large model. `continued`: it, trained on for as long as the pruned ones are. `pruned`: without some experts. `tuned`: and trained on.
 * `distilled`: a model that has learned from its answers.
 */
export const WAYS = ['whole', 'continued', 'pruned', 'tuned', 'distilled'] as const;
export type Way = (typeof WAYS)[number];

/** What the summary of a compression needs of a run. */
export interface CompressedMeasures extends MeasuredRun {
  way: Way;
  teacher: TeacherKind;
  /** Experts that it has. */
  experts: number;
  /** Of whole ones: whether some gate is polarized (at least 5 of its 8 experts have a mean held-out weight under 1%). */
  polarized?: boolean;
  /** Of distilled ones. */
  model?: Architecture;
  size?: Size;
}

export type CompressedRun = CompressedMeasures & Omit<VariantRun, 'variant'>;

/**
 * The setting in which the large model learns. With large initial gates that learn three times as fast, 19 of 20 models (seeds 9001 to 9020) polarize
 * (Z5); as usual 4 of 20 do.
 */
function teacherRun(base: CompareSpec['base'], kind: TeacherKind): CompareSpec['base'] {
  if (kind === 'spread') return base;
  return { ...base, model: { ...base.model, gateInitScale: 4 }, training: { ...base.training, gateRate: 3 } };
}

type Options = Omit<NamedOptions<CompressedRun>, 'prepare' | 'trainOn'>;

/** Lets engines that are about to train go on where the teachers stand, without some experts. */
async function plantPruned(
  parts: readonly Part[],
  teachers: ReadonlyMap<number, Teacher>,
  model: Fitted['model'],
): Promise<void> {
  for (const { engine, members } of parts) {
    const { state } = await engine.checkpoint();
    const each = state.length / members.length;
    members.forEach(({ seed }, i) => {
      const teacher = teachers.get(seed)!;
      const kept = mostUsed(teacher.utilization, engine.population.model.experts);
      state.set(prunedState(model, teacher.state, kept), i * each);
    });
    // The step counts batches, too: what follows is what the teacher would have read next.
    await engine.restore({ step: teachers.get(members[0].seed)!.run.step, state });
  }
}

/**
 * Models without some experts, as they are and trained on, beside the whole one trained on: they go on at the step, with the moments and with
 * everything else of the training as it ended, the learning rate that it had come down to included.
 */
async function prune(spec: CompressSpec, whole: Sized, teachers: ReadonlyMap<number, Teacher>, options: Options) {
  const { keep, teacher, tuneSteps } = spec;
  const base = teacherRun(spec.base, teacher);
  const { steps, learningRate, decayTo } = base.training;
  const numbers = [whole.model.experts, ...keep];
  const of = (counts: readonly number[], until: number): VariantsSpec => ({
    base: { ...base, training: { ...base.training, learningRate: learningRate * decayTo, decayTo: 1, steps: until } },
    variants: counts.map((experts) => ({ sized: mmoeOf(experts, whole.model.expertUnits, frameOf(base)) })),
    seeds: spec.seeds,
    seedBase: spec.seedBase,
  });
  const bareRun = ({ variant, ...run }: VariantRun): CompressedRun => ({
    way: 'pruned',
    teacher,
    experts: keep[variant],
    ...run,
  });
  const tunedRun = ({ variant, ...run }: VariantRun): CompressedRun => ({
    way: variant === 0 ? 'continued' : 'tuned',
    teacher,
    experts: numbers[variant],
    ...run,
  });
  const prepare = (parts: readonly Part[]): Promise<void> => plantPruned(parts, teachers, whole.model);
  const common = { ...options, prepare };
  // Until the step at which they already stand: what they are worth as they are.
  const bare = await runNamed(of(keep, steps), bareRun, { ...common, onProgress: undefined });
  const tuned = await runNamed(of(numbers, steps + tuneSteps), tunedRun, {
    ...common,
    // Of their steps the first have been taken by the teachers.
    onProgress: (done, total) => options.onProgress?.(done, (total * tuneSteps) / (steps + tuneSteps)),
  });
  return [...bare, ...tuned];
}

async function distil(spec: CompressSpec, teachers: ReadonlyMap<number, Teacher>, options: Options) {
  const { base, teacher, seeds, seedBase, students, sizes } = spec;
  const { models } = modelsOf({ base, architectures: students, sizes });
  const named = ({ variant, ...run }: VariantRun): CompressedRun => {
    const { architecture, size, model } = models[variant];
    return { way: 'distilled', teacher, experts: model.experts, model: architecture, size, ...run };
  };
  const trainOn = (world: World): World['train'] => softLabels(world.train, teachers.get(world.seed)!.answers);
  const variants = models.map((each) => ({ sized: each }));
  return runNamed({ base, seeds, seedBase, variants }, named, { ...options, trainOn });
}

/**
 * Trains the large MMoE on every seed, then takes experts out of it, and lets smaller models learn from it.
 * @returns all runs: whole, pruned, continued, tuned, distilled
 * @throws DOMException AbortError when stopped (what had been finished was told to `onMeasured`); errors of the engine
 */
export async function runCompress(spec: CompressSpec, given: Options): Promise<CompressedRun[]> {
  // All four trainings are on the same worlds.
  const options = { worldOf: rememberWorlds(given), ...given };
  const { base, teacher, seeds, seedBase } = spec;
  const whole = sized('mmoe-8', 'large', frameOf(base));
  if (!isFit(whole)) throw new RangeError('the large model does not fit its own budget');
  const third =
    (i: number) =>
    (done: number, total: number): void =>
      options.onProgress?.(i + done / total, 3);
  const named = ({ run: { variant: _, ...run } }: Teacher): CompressedRun => ({
    way: 'whole',
    teacher,
    experts: whole.model.experts,
    polarized: run.utilization.some((row) => isGatePolarized(row, UNUSED)),
    ...run,
  });
  const trained = await trainTeachers(
    { base: teacherRun(base, teacher), variants: [{ sized: whole }], seeds, seedBase },
    { ...options, onMeasured: (some) => options.onMeasured?.(some.map(named)), onProgress: third(0) },
  );
  const teachers = new Map(trained.map((each) => [each.run.seed, each]));
  const pruned = await prune(spec, whole, teachers, { ...options, onProgress: third(1) });
  const distilled = await distil(spec, teachers, { ...options, onProgress: third(2) });
  return [...trained.map(named), ...pruned, ...distilled];
}

/** Compression out of several teachers. */
export type CompressionsSpec = Omit<CompressSpec, 'teacher'> & { teachers: readonly TeacherKind[] };

/**
 * The same out of each teacher, seed by seed: of a study that is stopped the seeds before are whole.
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runCompressions(
  { teachers, seeds, seedBase, ...spec }: CompressionsSpec,
  { onMeasured, onProgress, ...options }: Options,
): Promise<CompressedRun[]> {
  const finished: CompressedRun[] = [];
  for (let i = 0; i < seeds; i++) {
    const worldOf = rememberWorlds(options);
    const runs: CompressedRun[] = [];
    for (const [t, teacher] of teachers.entries()) {
      const progress = (done: number, total: number): void =>
        onProgress?.(i * teachers.length + t + done / total, seeds * teachers.length);
      const one = { ...spec, teacher, seeds: 1, seedBase: seedBase + i };
      runs.push(...(await runCompress(one, { worldOf, ...options, onProgress: progress })));
    }
    finished.push(...runs);
    onMeasured?.(runs);
  }
  return finished;
}
