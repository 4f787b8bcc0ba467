/** The SIMD engine: populations trained on the processor by WebAssembly that is written for the model, four examples to an instruction. */
import { curesOf, temperatureAt, type CureCode, type Cures } from '../../model/cures.ts';
import { adversarialAt, NOISE_UNIT, replicaRateAt, threshold16, threshold32, workerOf } from '../../model/draws.ts';
import { rateFactor } from '../../model/layout.ts';
import { REGRESSION_FACTOR } from '../../model/losses.ts';
import {
  ADAGRAD_INITIAL_ACCUMULATOR,
  ADAM_BETA1,
  ADAM_BETA2,
  binaryTasks,
  gateSets,
  type PopulationSpec,
} from '../../model/spec.ts';
import { checkedEngine, type EngineCore } from '../checked.ts';
import { evaluatedSets, maskOfSets } from '../evaluate.ts';
import { initialState, replicaState } from '../state.ts';
import {
  EngineLimitError,
  stateLength,
  type CreateEngine,
  type CreateRounding,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type ReplicaEvaluation,
  type Rounding,
} from '../types.ts';
import { PLAIN, type CureControl } from './cures.ts';
import { evaluateReplica } from './evaluation.ts';
import { compileModule, type Kernels } from './kernels.ts';
import { planOf, sizesOf, structureOf, type Control, type Plan, type Sizes } from './plan.ts';
import { writeLog } from './records.ts';
import { roundingHere, supportsSimd } from './support.ts';

/** One replica's vectors, as addresses in bytes. */
interface Addresses {
  parameters: number;
  first: number;
  second: number;
  snapshots: number;
}

/** What is given up when the engine is disposed of. */
interface Held {
  /** [R] each replica's own; replicas of like cures share them. */
  kernels: readonly Kernels[];
  buffer: ArrayBuffer;
  floats: Float32Array;
  words: Uint32Array;
  state: Float32Array;
}

class SimdCore implements EngineCore {
  readonly info: EngineInfo;
  private readonly replicas: readonly Addresses[];
  private readonly heldOutRows: readonly number[];
  private readonly trainRows: readonly number[];
  private live: Held | null;

  constructor(
    private population: PopulationSpec,
    data: readonly EngineData[],
    private readonly plan: Plan,
    private readonly sizes: Sizes,
    kernels: readonly Kernels[],
    memory: WebAssembly.Memory,
    rounding: Rounding,
  ) {
    this.info = { engine: 'simd', backend: 'wasm', adapter: '', rounding };
    const { buffer } = memory;
    const { layout } = plan.shape;
    const length = population.replicas.length * stateLength(population, layout.length);
    const state = new Float32Array(buffer, sizes.state, length);
    this.live = { kernels, buffer, state, floats: new Float32Array(buffer), words: new Uint32Array(buffer) };
    state.set(initialState(population, layout));
    this.replicas = population.replicas.map((_, r) => {
      const { parameters, first, second, snapshots } = replicaState(population, layout, state, r);
      return {
        parameters: parameters.byteOffset,
        first: first.byteOffset,
        second: second.byteOffset,
        snapshots: snapshots.byteOffset,
      };
    });
    data.forEach(({ train, heldOut }, i) => {
      writeLog(buffer, sizes.trainLogs[i], plan.record, train);
      writeLog(buffer, sizes.heldOutLogs[i], plan.record, heldOut);
    });
    this.trainRows = data.map(({ train }) => train.rows);
    this.heldOutRows = data.map(({ heldOut }) => heldOut.rows);
    // A model without gates has one expert, whose weight is 1 for ever.
    if (plan.shape.gates === 0) new Float32Array(buffer, plan.at.gate, plan.row / 4).fill(1);
  }

  private held(): Held {
    if (!this.live) throw new Error('this memory has been given up');
    return this.live;
  }

  train(before: number, count: number): void {
    const { kernels: all, floats } = this.held();
    const { replicas } = this.population;
    const n = 4 * this.plan.shape.layout.length;
    // One replica after the other, so that each stays in the processor's cache for all of its steps.
    replicas.forEach((replica, r) => {
      const { parameters, first, second, snapshots } = this.replicas[r];
      const log = this.sizes.trainLogs[replica.data];
      const kernels = all[r];
      this.tellReplica(r);
      for (let step = before; step < before + count; step++) {
        this.tellStep(r, step);
        if (replica.workers === 1) kernels.step(parameters, log, parameters, first, second);
        else {
          // One asynchronous worker pushes the gradient that it computed at its snapshot, and takes a new snapshot.
          const from = snapshots + workerOf(replica.seeds.batch, step, replica.workers) * n;
          kernels.step(from, log, parameters, first, second);
          floats.copyWithin(from / 4, parameters / 4, (parameters + n) / 4);
        }
      }
    });
  }

  async settle(): Promise<void> {
    // train has computed everything before it resolved.
  }

  private tell(name: Control, value: number): void {
    this.held().floats[this.plan.control[name] / 4] = value;
  }

  private tellWord(name: Control, value: number): void {
    this.held().words[this.plan.control[name] / 4] = value;
  }

  /** Whether gates are masked, and by what: draws at every step, or the experts that each gate uses. */
  private tellMask(drawn: boolean, sets: readonly number[]): void {
    const { at, row, shape } = this.plan;
    const used = drawn ? null : maskOfSets(sets, shape.experts);
    this.tellWord('masked', drawn || used ? 1 : 0);
    this.tellWord('maskDrawn', drawn ? 1 : 0);
    if (!used) return;
    const mask = new Int32Array(this.held().buffer, at.mask, (used.length * row) / 4);
    used.forEach((kept, i) => mask.fill(-kept, (i * row) / 4, ((i + 1) * row) / 4));
  }

  /** What stays for all steps of a replica. */
  private tellReplica(r: number): void {
    const replica = this.population.replicas[r];
    const scale = 1 / this.population.training.batch;
    this.tellWord('batchSeed', replica.seeds.batch);
    this.tellWord('dropoutSeed', replica.seeds.dropout);
    this.tellWord('logRows', this.trainRows[replica.data]);
    this.tellMask(replica.gateDropout > 0 && this.plan.shape.gates > 0, gateSets(this.population.model));
    this.tellWord('maskLimit', threshold16(replica.gateDropout));
    this.tellWord('positionsDropped', replica.positionDropout > 0 ? 1 : 0);
    this.tellWord('positionLimit', threshold32(replica.positionDropout));
    const binary = binaryTasks(this.population.model);
    replica.taskWeights.forEach((weight, k) => {
      this.tell(`weight${k}` as Control, weight * scale * (binary[k] ? 1 : 2 * REGRESSION_FACTOR));
    });
    this.tell('l2', replica.l2);
    this.tell('scale', scale);
    this.tellStrengths(r);
  }

  private tellStep(r: number, step: number): void {
    const { training, replicas } = this.population;
    const replica = replicas[r];
    const rate = replicaRateAt(replica, training, step);
    this.tellWord('step', step);
    this.tell('rate', rate);
    this.tell('gateRate', rate * rateFactor('gates/w', replica));
    this.tell('tableRate', rate * rateFactor('shallow/table', replica));
    this.tell('unbias1', 1 / (1 - ADAM_BETA1 ** (step + 1)));
    this.tell('unbias2', 1 / (1 - ADAM_BETA2 ** (step + 1)));
    this.tell('reversal', -adversarialAt(replica.adversarialWeight, step, training.steps));
    this.tellTemperature(r, step);
  }

  private tellCures(values: Partial<Record<CureControl, number>>): void {
    const { floats } = this.held();
    for (const [name, value] of Object.entries(values))
      floats[this.plan.cures.control[name as CureControl] / 4] = value;
  }

  /** What of a replica's cures stays for all steps. */
  private tellStrengths(r: number): void {
    if (this.plan.codes[r] === PLAIN) return;
    const cures: Cures = curesOf(this.population.replicas[r]);
    const { cap, noise, importance, switchLoss, entropy, zLoss, logitL2, lossFree, clip } = cures;
    const scale = 1 / this.population.training.batch;
    this.tellCures({
      cap,
      uncap: 1 / cap,
      noise: noise * NOISE_UNIT,
      importance: 2 * importance * scale,
      switchLoss: switchLoss * scale,
      entropy: entropy * scale,
      zLoss: 2 * zLoss * scale,
      logitL2: 2 * logitL2 * scale,
      lossFree,
      clip,
    });
  }

  /** T of a step, or at an evaluation after so many. */
  private tellTemperature(r: number, step: number): void {
    if (!this.plan.codes[r].temperature) return;
    const { replicas, training } = this.population;
    const temperature = temperatureAt(curesOf(replicas[r]), step, training.steps);
    this.tellCures({ temperature, coolness: 1 / temperature });
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]> {
    const { kernels, buffer } = this.held();
    const { plan, sizes } = this;
    this.tellMask(false, evaluatedSets(this.population.model, options.withoutExpert));
    return replicas.map((r) => {
      const { data } = this.population.replicas[r];
      this.tellStrengths(r);
      this.tellTemperature(r, step);
      return evaluateReplica(
        plan,
        sizes,
        kernels[r],
        buffer,
        {
          replica: r,
          rows: this.heldOutRows[data],
          log: sizes.heldOutLogs[data],
          parameters: this.replicas[r].parameters,
        },
        options,
      );
    });
  }

  async gradient(step: number): Promise<Float32Array> {
    const { kernels, floats } = this.held();
    const { plan, sizes, population } = this;
    const n = plan.shape.layout.length;
    const all = new Float32Array(this.replicas.length * n);
    population.replicas.forEach((replica, r) => {
      this.tellReplica(r);
      this.tellStep(r, step);
      kernels[r].gradient(this.replicas[r].parameters, sizes.trainLogs[replica.data]);
      all.set(floats.subarray(plan.at.gradient / 4, plan.at.gradient / 4 + n), r * n);
    });
    return all;
  }

  async state(): Promise<Float32Array> {
    return this.held().state.slice();
  }

  restore(from: Float32Array): void {
    const { state } = this.held();
    state.set(from);
    this.resetPadding(state);
  }

  /** The kernels go over padding as over parameters: it must be as `initialState` makes it, whatever a checkpoint says. */
  private resetPadding(state: Float32Array): void {
    const { layout } = this.plan.shape;
    const { list, length } = layout;
    const vectors = stateLength(this.population, length) / length;
    for (let at = 0, vector = 0; at < state.length; at += length, vector = (vector + 1) % vectors) {
      const value = vector === 1 && this.plan.optimizer === 'adagrad' ? ADAGRAD_INITIAL_ACCUMULATOR : 0;
      list.forEach(({ offset, size }, i) => {
        state.fill(value, at + offset + size, at + (list[i + 1]?.offset ?? length));
      });
    }
  }

  setPopulation(population: PopulationSpec): void {
    this.population = population;
  }

  dispose(): void {
    // Nothing else refers to the instance and its memory.
    this.live = null;
  }
}

/** @throws EngineLimitError when the browser does not give that much memory */
function memoryOf(pages: number, replicas: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    throw new EngineLimitError(
      `the browser has no ${Math.ceil(pages / 16)} MB of memory left for ${replicas} replicas and their data`,
      Math.floor(replicas / 2),
      { cause: error },
    );
  }
}

/** For measurements and tests: with choices of one's own. Rounding once rejects where WebAssembly has no relaxed SIMD. */
export function createTunedEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  tuning: { largestChunk?: number; rounding?: Rounding } = {},
): Promise<Engine> {
  return checkedEngine(population, data, async () => {
    if (!supportsSimd()) throw new Error('WebAssembly has no SIMD here');
    const { largestChunk, rounding = roundingHere() } = tuning;
    const plan = planOf(structureOf(population), largestChunk);
    const sizes = sizesOf(plan, population, data);
    const memory = memoryOf(sizes.pages, population.replicas.length);
    const kernels = new Map<CureCode, Kernels>();
    // One module a kind of cure, all of them over the same memory: they run one after the other.
    for (const code of new Set(plan.codes)) {
      const module = await compileModule(plan, code, rounding === 'once');
      const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
      kernels.set(code, exports as unknown as Kernels);
    }
    const each = plan.codes.map((code) => kernels.get(code)).filter((found) => found !== undefined);
    return new SimdCore(population, data, plan, sizes, each, memory, rounding);
  });
}

/**
 * Makes a SIMD engine. `train` computes before it returns; call it with few steps at a time where something else has to run in between.
 * @throws SpecError (as a rejection) on a bad population; EngineLimitError before anything is allocated when it would take too much memory;
 *   Error where there is no SIMD, or where WebAssembly may not be compiled
 */
export const createSimdEngine: CreateEngine = (population, data) => createTunedEngine(population, data);

/** {@link createSimdEngine}, rounding as is asked for. */
export const createRoundingEngine: CreateRounding = (population, data, rounding) =>
  createTunedEngine(population, data, { rounding });
