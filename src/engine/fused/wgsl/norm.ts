/** The norm of each replica's gradient, and what it is to be scaled by. One workgroup per replica. */
import { replicaWgsl } from '../data.ts';
import { gradientQuads, type Plan } from '../plan.ts';
import type { Tuning } from '../tuning.ts';
import { Code } from './code.ts';
import type { KernelSizes } from './train.ts';

/**
 * Leaves min(1, clip / norm) in the quad behind a replica's gradient, 1 where it does not clip (Pascanu et al. 2013, algorithm 1).
 * @returns the WGSL of the kernel, entry point `main`; bindings: replicas, gradients
 */
export function normWgsl(plan: Plan, { workgroup }: Tuning, { replicas }: Pick<KernelSizes, 'replicas'>): string {
  const code = new Code();
  const lanes = String(workgroup);
  code.add(
    replicaWgsl(plan),
    `@group(0) @binding(0) var<storage, read> replicas: array<Replica, ${String(replicas)}>;`,
    `@group(0) @binding(1) var<storage, read_write> gradient: array<vec4f, ${String(replicas * gradientQuads(plan))}>;`,
    `var<workgroup> parts: array<f32, ${lanes}>;`,
  );
  code.add(`@compute @workgroup_size(${lanes})`);
  code.block('fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32)', () => {
    code.add(`let first = group.y * ${String(gradientQuads(plan))}u;`, 'var part = 0.0;');
    code.block(`for (var q = lane; q < ${String(plan.used)}u; q += ${lanes}u)`, () => {
      code.add('let g = gradient[first + q];', 'part += dot(g, g);');
    });
    code.add('parts[lane] = part;', 'workgroupBarrier();');
    code.block('if (lane == 0u)', () => {
      code.add('var square = 0.0;');
      code.block(`for (var i = 0u; i < ${lanes}u; i++)`, () => code.add('square += parts[i];'));
      code.add('let norm = sqrt(square);', 'let clip = replicas[group.y].clip;', 'var scale = 1.0;');
      code.add('if (clip > 0.0 && norm > clip) { scale = clip / norm; }');
      code.add(`gradient[first + ${String(plan.length)}u] = vec4f(scale);`);
    });
  });
  return code.toString();
}
