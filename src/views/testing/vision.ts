/** Colours as eyes without one of the three cones see them, and how far two of them are apart. For tests. */
import { linear } from './colors.ts';

type Triple = [number, number, number];

/** Linear RGB to linear RGB, row by row: Machado, Oliveira and Fernandes 2009, table 1, severity 1.0. */
export const VISIONS = {
  ordinary: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopic: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopic: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopic: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** Linear RGB as CIELAB, white D65. */
function labOf([r, g, b]: Triple): Triple {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** A colour in CIELAB as it is seen. */
export function seenBy(vision: keyof typeof VISIONS, hex: string): Triple {
  const [r, g, b] = linear(hex);
  const m = VISIONS[vision];
  const row = (i: number): number => Math.min(1, Math.max(0, m[i] * r + m[i + 1] * g + m[i + 2] * b));
  return labOf([row(0), row(3), row(6)]);
}

const DEGREE = Math.PI / 180;
const hue = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / DEGREE + 360) % 360);

/** The mean of two hues in degrees and the difference of the second to the first, around the circle the short way. */
function hues(h1: number, h2: number, grey: boolean): { mean: number; difference: number } {
  if (grey) return { mean: h1 + h2, difference: 0 };
  const apart = h2 - h1;
  if (Math.abs(apart) <= 180) return { mean: (h1 + h2) / 2, difference: apart };
  const mean = (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  return { mean, difference: apart > 0 ? apart - 360 : apart + 360 };
}

const seventh = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

/** CIEDE2000 of two colours in CIELAB (Sharma, Wu and Dalal 2005): about 1 can just be seen side by side. */
export function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const g = 1.5 - 0.5 * seventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
  const [c1, c2] = [Math.hypot(g * a1, b1), Math.hypot(g * a2, b2)];
  const { mean: h, difference: dh } = hues(hue(g * a1, b1), hue(g * a2, b2), c1 * c2 === 0);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const cos = (degrees: number): number => Math.cos(degrees * DEGREE);
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * c);
  const turn = (2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * DEGREE)) / (1 + 0.015 * c * t);
  const rotation = -2 * seventh(c) * Math.sin(60 * DEGREE * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt(light ** 2 + chroma ** 2 + turn ** 2 + rotation * chroma * turn);
}
