/** Colours of the style sheets, for tests. */

/** Hex colours declared in the rule of one selector of a sheet, by token. */
export function tokensOf(css: string, selector: string): Record<string, string> {
  const rule = css.split(`${selector} {`)[1].split('\n  }')[0];
  return Object.fromEntries([...rule.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** Red, green and blue of a hex colour, linear, 0…1 (sRGB, IEC 61966-2-1). */
export const linear = (hex: string): [number, number, number] =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)) as [number, number, number];

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
