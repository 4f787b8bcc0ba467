/**
 * Gates forward and backward, with what cures do to their logits and the losses that they add. In the loop over the gates `g`, registers `z{n}_{q}`
 * are one gate's logits, then its weights.
 */
import { hasGateLoss, takesMeans } from '../../../model/cures.ts';
import { gateSets } from '../../../model/spec.ts';
import { countOf } from '../../../model/visible.ts';
import { CHOICE, reshapesLogits } from '../cures.ts';
import type { Plan } from '../plan.ts';
import { chose } from './activation.ts';
import type { TrainKernel } from './backward.ts';
import { float, LANES, range, sum, type Code } from './code.ts';
import { addTo, loadWeights, multiply, multiplyTransposed } from './dense.ts';
import { gateRegisters, matrix, parameter, record, registers, trunk, trunkDeltas, type Kernel } from './forward.ts';

/** Reads into names what a replica has of the cures of its gates, in `main`. @param step - expression: how many steps its gates have seen */
export function gateChoices(code: Code, { cures }: Plan, step: string, training: boolean): void {
  if (cures.gateKinds.length > 1) code.add(`let sigmoidal = ${chose(CHOICE.sigmoid)};`);
  if (cures.temperature) {
    code.add(
      'let temperature = replicas[r].temperature;',
      `let heat = 1.0 / (temperature + (1.0 - temperature) * min(1.0, f32(${step}) * replicas[r].annealed));`,
    );
  }
  if (cures.cap) {
    code.add('let cap = replicas[r].cap;', 'let capped = cap > 0.0;', 'let perCap = 1.0 / select(1.0, cap, capped);');
  }
  if (!training) return;
  for (const name of ['noise', 'importance', 'switchLoss', 'entropy', 'zLoss', 'logitL2'] as const)
    if (cures[name]) code.add(`let ${name} = replicas[r].${name};`);
}

/** Gate weights: softmax over the kept experts only, which equals setting the others to 0 and renormalising. */
export function forwardGates(kernel: Kernel): void {
  const { code, plan, tuning, examples, weights } = kernel;
  if (plan.gates === 0) return;
  const all = range(examples);
  for (const n of weights === undefined ? all : [])
    for (let g = 0; g < plan.gates; g++)
      for (const name of gateRegisters(plan, n, g)) code.add(`var ${name} = vec4f(0.0);`);
  code.loop('g', plan.gates, () => {
    const biases = loadWeights(code, tuning, `${parameter(plan, 'gates/b')} + g * ${String(plan.e)}u`, plan.e);
    const balance = plan.memory
      ? loadWeights(code, tuning, `${parameter(plan, 'gates/balance')} + g * ${String(plan.e)}u`, plan.e)
      : [];
    for (const n of all)
      registers('z', n, plan.e).forEach((name, q) =>
        code.add(`var ${name} = ${plan.memory ? `${biases[q]} + ${balance[q]}` : biases[q]};`),
      );
    multiply(
      code,
      tuning,
      { examples, inputs: plan.f, outputs: plan.e, matrix: matrix(plan, 'gates/w', 'g', plan.f * plan.e) },
      trunk(kernel),
      (n) => registers('z', n, plan.e),
    );
    for (const n of all) gateWeights(kernel, n);
  });
  if (plan.gates === 1 || weights !== undefined) return;
  for (const n of all) {
    for (let e = 0; e < plan.experts; e++) {
      code.add(
        `let c${String(n)}_${String(e)} = vec4f(${range(plan.gates)
          .map((g) => `${gateRegisters(plan, n, g)[e >> 2]}.${LANES[e & 3]}`)
          .join(', ')});`,
      );
    }
  }
}

/** What lies between a gate's logits z and what the softmax reads: y = squeezed and heated z, l = y or, of a sigmoid gate, ln σ(y). */
interface Shaped {
  /** Names of y, where something asks for it. */
  y: string[];
  /** For each quad, factors of dy/dz and of dl/dy; none where it is 1. */
  squeezed: string[][];
  bent: string[][];
}

const times = (factors: readonly string[]): string => factors.join(' * ');

/** From logits to weights, in place, with what the way back will need. */
function gateWeights(kernel: Kernel, n: number): void {
  const { code, plan, weights } = kernel;
  const logits = registers('z', n, plan.e);
  const shaped = shapeLogits(kernel, n, logits);
  const open = logits.map((_, q) => code.let('k', `kept(mask${String(n)}[g], ${String(q)}u)`));
  const top = code.let(
    'top',
    `maxOf(${logits.map((z, q) => `select(vec4f(-3.0e38), ${z}, ${open[q]})`).reduce((a, b) => `max(${a}, ${b})`)})`,
  );
  logits.forEach((z, q) => code.add(`${z} = select(vec4f(0.0), exp(${z} - vec4f(${top})), ${open[q]});`));
  const whole = code.let('whole', `total(${sum(logits)})`);
  logits.forEach((z, q) => {
    const all = range(plan.gates).map((g) => gateRegisters(plan, n, g)[q]);
    code.add(
      `${z} = ${z} / ${whole};`,
      weights === undefined
        ? addTo(all, 'g', z)
        : `${record(n, weights, `g * ${String(plan.e)}u + ${String(q)}u`)} = ${z};`,
    );
  });
  if (!isTraining(kernel)) return;
  if (reshapesLogits(plan.cures)) {
    logits.forEach((_, q) =>
      code.add(`${ofGate(kernel, n, 'gate', q)} = ${times([...shaped.squeezed[q], ...shaped.bent[q]])};`),
    );
  }
  if (hasGateLoss(plan.cures)) gateLosses(kernel, n, logits, shaped, open, `(${top} + log(${whole}))`);
  remember(kernel, n, logits);
}

const isTraining = (kernel: Kernel): kernel is TrainKernel => kernel.batch !== undefined;

/** In the loop over the gates: quad q of the part of example n's record that is gate g's. */
const ofGate = ({ plan, slots }: TrainKernel, n: number, slot: 'gate' | 'gateLoss' | 'weight', q: number): string =>
  record(n, slots[slot], `g * ${String(plan.e)}u + ${String(q)}u`);

/** Noise, cap, temperature and sigmoid, in place. */
function shapeLogits(kernel: Kernel, n: number, logits: readonly string[]): Shaped {
  const { code, plan } = kernel;
  const { cures } = plan;
  if (cures.noise && isTraining(kernel)) {
    code.block('if (noise > 0.0)', () => {
      logits.forEach((z, q) => {
        const place = `j${String(n)} * 64u + g * 16u + ${String(4 * q)}u`;
        code.add(`${z} += noise * gate_noise(dropoutSeed, step, ${place});`);
      });
    });
  }
  const squeezed = logits.map((z) => {
    const factors: string[] = [];
    if (cures.cap) {
      // tanh, and its slope without cancellation, of an exponential that cannot overflow.
      const s = code.let('s', `exp(-2.0 * perCap * abs(${z}))`);
      factors.push(code.let('squeezed', `select(vec4f(1.0), 4.0 * ${s} / ((1.0 + ${s}) * (1.0 + ${s})), capped)`));
      code.add(`${z} = select(${z}, cap * sign(${z}) * (1.0 - ${s}) / (1.0 + ${s}), capped);`);
    }
    if (cures.temperature) {
      factors.push('vec4f(heat)');
      code.add(`${z} *= heat;`);
    }
    return factors;
  });
  const y = cures.logitL2 && isTraining(kernel) ? logits.map((z) => code.let('y', z)) : [];
  if (!cures.gateKinds.includes('sigmoid')) return { y, squeezed, bent: logits.map((): string[] => []) };
  const some = cures.gateKinds.length > 1;
  const bent = logits.map((z) => {
    const s = code.let('s', `exp(-abs(${z}))`);
    const slope = `select(vec4f(1.0), ${s}, ${z} >= vec4f(0.0)) / (1.0 + ${s})`;
    const factor = code.let('bent', some ? `select(vec4f(1.0), ${slope}, sigmoidal)` : slope);
    const bend = `min(${z}, vec4f(0.0)) - log(1.0 + ${s})`;
    code.add(`${z} = ${some ? `select(${z}, ${bend}, sigmoidal)` : bend};`);
    return [factor];
  });
  return { y, squeezed, bent };
}

/**
 * What the gate's own losses add to the deltas of its logits; the formulas are those of model/cures.ts.
 * @param weights - names; @param logSum - expression: ln Σ_K exp y
 */
function gateLosses(
  kernel: TrainKernel,
  n: number,
  weights: readonly string[],
  { y, squeezed, bent }: Shaped,
  open: readonly string[],
  logSum: string,
): void {
  const { code, plan, batch } = kernel;
  const { cures } = plan;
  const counts = gateSets(plan.model).map((set) => float(countOf(set)));
  const usable = new Set(counts).size === 1 ? counts[0] : `vec4f(${counts.join(', ')})[g]`;
  const remembered = (name: 'gates/mean' | 'gates/top', q: number): string =>
    `state[${parameter(plan, name)} + g * ${String(plan.e)}u + ${String(q)}u]`;
  // Derivatives by the weights, by l and by y, all times the batch.
  const byWeight = weights.map((w, q) => [
    ...(cures.importance ? [`2.0 * importance * ${usable} * ${remembered('gates/mean', q)}`] : []),
    ...(cures.switchLoss ? [`switchLoss * ${usable} * ${remembered('gates/top', q)}`] : []),
    // A weight that has underflowed has no logarithm, and its term no share in the sum.
    ...(cures.entropy ? [`entropy * (log(max(${w}, vec4f(1.2e-38))) + 1.0)`] : []),
  ]);
  const pulls = byWeight[0].length > 0 ? byWeight.map((terms) => code.let('pull', sum(terms))) : [];
  const mean =
    pulls.length > 0 ? code.let('mean', `total(${sum(pulls.map((pull, q) => `${weights[q]} * ${pull}`))})`) : '';
  const pressure = cures.zLoss ? code.let('pressure', `2.0 * zLoss * ${logSum}`) : '';
  weights.forEach((w, q) => {
    const byLogit = [
      ...(pulls.length > 0 ? [times([w, `(${pulls[q]} - ${mean})`, ...bent[q]])] : []),
      ...(cures.zLoss ? [`${pressure} * ${w}`] : []),
      ...(cures.logitL2 ? [`select(vec4f(0.0), 2.0 * logitL2 * ${y[q]}, ${open[q]})`] : []),
    ];
    code.add(
      `${ofGate(kernel, n, 'gateLoss', q)} = ${times([float(1 / batch), ...squeezed[q], `(${sum(byLogit)})`])};`,
    );
  });
}

/** Leaves in the record what the gates' memory is made of. */
function remember(kernel: TrainKernel, n: number, weights: readonly string[]): void {
  const { code, plan, slots } = kernel;
  const { cures } = plan;
  if (takesMeans(cures)) weights.forEach((w, q) => code.add(`${ofGate(kernel, n, 'weight', q)} = ${w};`));
  if (!cures.switchLoss) return;
  const most = code.let('most', `maxOf(${weights.reduce((a, b) => `max(${a}, ${b})`)})`);
  const candidates = weights.map((w, q) => `select(vec4f(16.0), ${EXPERTS} + ${float(4 * q)}, ${w} == vec4f(${most}))`);
  code.add(`${record(n, slots.top)}[g] = minOf(${candidates.reduce((a, b) => `min(${a}, ${b})`)});`);
}
const EXPERTS = 'vec4f(0.0, 1.0, 2.0, 3.0)';

/** From the deltas of the gate logits to the trunk's. */
export function backwardGates({ code, plan, tuning, examples, slots }: TrainKernel): void {
  if (plan.gates === 0 || plan.h === 0) return;
  code.loop('g', plan.gates, () => {
    for (const n of range(examples)) {
      registers('z', n, plan.e).forEach((name, q) =>
        code.add(`let ${name} = ${record(n, slots.gate, `g * ${String(plan.e)}u + ${String(q)}u`)};`),
      );
    }
    multiplyTransposed(
      code,
      tuning,
      { examples, inputs: plan.f, outputs: plan.e, matrix: matrix(plan, 'gates/w', 'g', plan.f * plan.e) },
      (n) => registers('z', n, plan.e),
      (n) => trunkDeltas(plan, n),
    );
  });
}
