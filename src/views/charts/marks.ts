/**
 * What a picture consists of, as data. Every picture is a pure function from numbers and a size to marks; `paintMarks` puts them on the page
 * and knows nothing of what they stand for, tests read them, and `testing/svg.ts` writes them down. In the manner of Observable Plot, whose
 * channels are computed apart from rendering.
 */

export type Attribute = string | number | null | undefined;
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Mark {
  /** Which of its neighbours it is: the same thing has the same key in every frame ("phone 3", "expert 2"). */
  key: string;
  tag: 'g' | 'path' | 'line' | 'rect' | 'circle' | 'text' | 'tspan' | 'clipPath' | 'title';
  /** SVG attributes. Null and undefined: not there. */
  at: Attributes;
  text?: string;
  /** A number of a scale: it goes with the places in the picture. Every other text is a word of the card, and goes with its title. */
  scale?: true;
  marks?: readonly Mark[];
}

/** Hundredths of a pixel are enough, and keep the attributes short. */
export const px = (value: number): number => Math.round(value * 100) / 100 + 0;

export const group = (key: string, marks: readonly Mark[], at: Attributes = {}): Mark => ({ key, tag: 'g', at, marks });

export const path = (key: string, d: string, at: Attributes = {}): Mark => ({ key, tag: 'path', at: { ...at, d } });

export const segment = (key: string, x1: number, y1: number, x2: number, y2: number, at: Attributes = {}): Mark => ({
  key,
  tag: 'line',
  at: { ...at, x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2) },
});

export const circle = (key: string, cx: number, cy: number, r: number, at: Attributes = {}): Mark => ({
  key,
  tag: 'circle',
  at: { ...at, cx: px(cx), cy: px(cy), r: px(r) },
});

export const rect = (key: string, x: number, y: number, width: number, height: number, at: Attributes = {}): Mark => ({
  key,
  tag: 'rect',
  at: { ...at, x: px(x), y: px(y), width: px(Math.max(0, width)), height: px(Math.max(0, height)) },
});

export const label = (key: string, x: number, y: number, text: string, at: Attributes = {}): Mark => ({
  key,
  tag: 'text',
  at: { ...at, x: px(x), y: px(y) },
  text,
});

/**
 * Words that may have been cut off: where they were, the mouse reads them whole. Keys and fingers have them whole in what a picture says of
 * itself, and in the table of its numbers.
 */
export const entitled = (whole: string, cut: string, mark: Mark): Mark =>
  cut === whole ? mark : group(mark.key, [{ key: 'whole', tag: 'title', at: {}, text: whole }, mark]);

/** Present as an attribute without a value, or absent: what style sheets select by. */
export const flag = (on: boolean): '' | null => (on ? '' : null);

/** A number of a scale. */
const tick = (key: string, x: number, y: number, text: string, at: Attributes): Mark => ({
  ...label(key, x, y, text, at),
  scale: true,
});

export interface Tick {
  /** Place along the axis, in pixels. */
  at: number;
  text: string;
  anchor?: 'start' | 'end';
}

/** Horizontal grid lines. */
export const grid = (key: string, ys: readonly number[], x0: number, x1: number): Mark =>
  group(
    key,
    ys.map((y, i) => segment(String(i), x0, y, x1, y)),
    { class: 'grid' },
  );

/** Numbers left of x. */
export const leftAxis = (key: string, ticks: readonly Tick[], x: number): Mark =>
  group(
    key,
    ticks.map(({ at, text }, i) => tick(String(i), x - 5, at, text, { 'text-anchor': 'end', dy: '0.32em' })),
    { class: 'axis' },
  );

/** Numbers below y, with ticks of a length. @param pad - between tick and number */
export const bottomAxis = (key: string, ticks: readonly Tick[], y: number, size = 0, pad = 4): Mark =>
  group(
    key,
    ticks.flatMap(({ at, text, anchor }, i) => [
      ...(size > 0 ? [segment(`tick ${String(i)}`, at, y, at, y + size)] : []),
      tick(String(i), at, y + size + pad, text, { 'text-anchor': anchor ?? 'middle', dy: '0.71em' }),
    ]),
    { class: 'axis' },
  );
