import { describe, expect, it } from 'vitest';
import { circle, group, label, type Mark } from './marks.ts';
import { paintMarks } from './paintMarks.ts';

/** As much of a document as the painter needs, and a count of what it writes. */
class FakeElement {
  readonly attributes = new Map<string, string>();
  children: FakeElement[] = [];
  parent: FakeElement | null = null;
  text = '';
  writes = 0;
  constructor(
    readonly tag: string,
    readonly namespace = '',
  ) {}
  readonly ownerDocument = { createElementNS: (namespace: string, tag: string) => new FakeElement(tag, namespace) };
  get firstElementChild(): FakeElement | null {
    return this.children[0] ?? null;
  }
  get nextElementSibling(): FakeElement | null {
    const all = this.parent?.children ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }
  set textContent(text: string) {
    this.text = text;
    this.writes++;
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
    this.writes++;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
    this.writes++;
  }
  insertBefore(child: FakeElement, place: FakeElement | null): void {
    child.remove();
    const at = place ? this.children.indexOf(place) : this.children.length;
    this.children.splice(at, 0, child);
    child.parent = this;
    this.writes++;
  }
  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
    this.parent = null;
  }
  /** Everything, in one line. */
  get outline(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}=${value}`).join('');
    return `${this.tag}${attributes}[${this.text}${this.children.map(({ outline }) => outline).join(' ')}]`;
  }
  get allWrites(): number {
    return this.children.reduce((sum, child) => sum + child.allWrites, this.writes);
  }
}

function painted(): { root: FakeElement; paint: (marks: Mark[]) => string } {
  const root = new FakeElement('svg');
  return {
    root,
    paint: (marks) => {
      paintMarks(root as unknown as Element, marks);
      return root.outline;
    },
  };
}

describe('painting marks', () => {
  it('makes elements of them, in their order, with what they say', () => {
    const { root, paint } = painted();
    expect(
      paint([group('dots', [circle('a', 1, 2, 3)]), label('name', 4, 5, 'six', { fill: null, dy: undefined })]),
    ).toBe('svg[g[circle cx=1 cy=2 r=3[]] text x=4 y=5[six]]');
    // Elements of another namespace are in the page, and not seen.
    expect(root.children.map(({ namespace }) => namespace)).toEqual(new Array(2).fill('http://www.w3.org/2000/svg'));
  });
  it('keeps the elements and writes only what is different', () => {
    const { root, paint } = painted();
    const frame = (x: number, words: string): Mark[] => [
      group('dots', [circle('a', x, 2, 3)]),
      label('name', 4, 5, words),
    ];
    paint(frame(1, 'six'));
    const [dots, name] = root.children;
    const before = root.allWrites;
    paint(frame(1, 'six'));
    expect(root.allWrites).toBe(before);
    expect(paint(frame(7, 'eight'))).toBe('svg[g[circle cx=7 cy=2 r=3[]] text x=4 y=5[eight]]');
    expect(root.allWrites).toBe(before + 2);
    expect(root.children).toEqual([dots, name]);
  });
  it('takes away attributes, marks and whole groups that are there no more', () => {
    const { paint } = painted();
    paint([group('dots', [circle('a', 1, 2, 3, { 'data-on': '' }), circle('b', 4, 5, 6, { fill: 'red' })])]);
    expect(paint([group('dots', [circle('b', 4, 5, 6)])])).toBe('svg[g[circle cx=4 cy=5 r=6[]]]');
    expect(paint([group('dots', [circle('b', 4, 5, 6, { 'data-on': null })])])).not.toContain('data-on');
    expect(paint([{ key: 'dots', tag: 'g', at: {} }])).toBe('svg[g[]]');
    expect(paint([])).toBe('svg[]');
  });
  it('moves what has changed its place, and puts new marks where they belong', () => {
    const { root, paint } = painted();
    const dot = (key: string): Mark => circle(key, 0, 0, 1, { class: key });
    paint([dot('a'), dot('b'), dot('c')]);
    const b = root.children[1];
    paint([dot('c'), dot('new'), dot('b'), dot('a')]);
    expect(root.children.map((child) => child.attributes.get('class'))).toEqual(['c', 'new', 'b', 'a']);
    expect(root.children[2]).toBe(b);
  });
  it('makes a new element when a mark is now of another kind', () => {
    const { paint } = painted();
    paint([circle('a', 1, 2, 3), circle('b', 1, 2, 3)]);
    expect(paint([label('a', 1, 2, 'three'), circle('b', 1, 2, 3)])).toBe(
      'svg[text x=1 y=2[three] circle cx=1 cy=2 r=3[]]',
    );
  });
  it('refuses two marks of one name', () => {
    expect(() => painted().paint([circle('a', 1, 2, 3), circle('a', 4, 5, 6)])).toThrow('two marks are called "a"');
  });
});
