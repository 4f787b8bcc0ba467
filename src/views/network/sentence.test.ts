import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeGates } from './sentence.ts';

const mmoe = (experts: number) => ({ kind: 'mmoe' as const, experts });
/** A threshold that nothing is under: no gate is polarized. */
const NONE = 0;
const even = (experts: number): number[] => Array.from({ length: experts }, () => 1 / experts);
const onto = (expert: number, weight: number, experts = 8): number[] =>
  Array.from({ length: experts }, (_, e) => (e === expert ? weight : (1 - weight) / (experts - 1)));
const say = (experts: number, ...rows: number[][]) =>
  describeGates(mmoe(experts), Float64Array.from(rows.flat()), NONE);

describe('the sentence about the gates', () => {
  it('says that gates are even at the start', () => {
    expect(say(8, even(8), even(8), onto(1, 0.14), even(8))).toEqual([{ kind: 'even' }]);
  });

  it('names a group that leans on one expert, and counts what the others use', () => {
    const six = [1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 0, 0];
    expect(say(8, six, six, onto(1, 0.7), onto(1, 0.9))).toEqual([
      { kind: 'lean', who: { group: 'satisfaction' }, expert: 1 },
      { kind: 'use', who: { group: 'engagement' }, least: 6, most: 6 },
    ]);
  });

  it('lists tasks that are no group, in their order', () => {
    const half = [0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0];
    expect(say(8, half, onto(4, 0.8), onto(4, 0.6), even(8))).toEqual([
      { kind: 'lean', who: { tasks: ['watchTime', 'like'] }, expert: 4 },
      { kind: 'use', who: { others: true }, least: 4, most: 8 },
    ]);
    expect(say(8, even(8), even(8), even(8), onto(2, 0.6))[0]).toEqual({
      kind: 'lean',
      who: { tasks: ['rating'] },
      expert: 2,
    });
  });

  it('tells two favourites apart, and lists more', () => {
    expect(say(8, even(8), onto(4, 0.8), onto(0, 0.6), onto(0, 0.7))).toEqual([
      { kind: 'lean', who: { group: 'satisfaction' }, expert: 0 },
      { kind: 'lean', who: { tasks: ['watchTime'] }, expert: 4 },
    ]);
    expect(say(8, onto(1, 0.6), onto(4, 0.8), onto(0, 0.6), onto(0, 0.7))).toEqual([
      {
        kind: 'leanEach',
        on: [
          { task: 'click', expert: 1 },
          { task: 'watchTime', expert: 4 },
          { task: 'like', expert: 0 },
          { task: 'rating', expert: 0 },
        ],
      },
    ]);
  });

  it('holds a gate’s weights beside equal shares of the experts that it may use', () => {
    const apart = { ...mmoe(4), visible: [0b0011, 0b0011, 0b1100, 0b1100] };
    const rows = (first: number): Float64Array =>
      Float64Array.of(first, 1 - first, 0, 0, first, 1 - first, 0, 0, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5);
    // One and a half times a half, not a quarter.
    expect(describeGates(apart, rows(0.7), NONE)).toEqual([{ kind: 'use', who: { all: true }, least: 2, most: 2 }]);
    expect(describeGates(apart, rows(0.76), NONE)[0]).toEqual({
      kind: 'lean',
      who: { group: 'engagement' },
      expert: 0,
    });
  });

  it('says of a gate that divides itself between two experts that it leans on neither', () => {
    const two = (first: number, second: number): number[] => {
      const rest = (1 - first - second) / 6;
      return [first, second, rest, rest, rest, rest, rest, rest];
    };
    expect(say(8, even(8), even(8), two(0.5, 0.43), two(0.6, 0.3))[0]).toEqual({
      kind: 'lean',
      who: { tasks: ['rating'] },
      expert: 0,
    });
    // One and a half times the next one is a lead.
    expect(say(8, even(8), even(8), even(8), two(0.48, 0.32))[0].kind).toBe('lean');
    expect(say(8, even(8), even(8), even(8), two(0.48, 0.33))[0].kind).toBe('use');
  });

  it('begins with the group, or the gate, that uses the fewest when none leans', () => {
    const among = (count: number): number[] => Array.from({ length: 8 }, (_, e) => (e < count ? 1 / count : 0));
    expect(say(8, among(7), among(6), among(4), among(5))).toEqual([
      { kind: 'use', who: { group: 'satisfaction' }, least: 4, most: 5 },
      { kind: 'use', who: { group: 'engagement' }, least: 6, most: 7 },
    ]);
    expect(say(8, among(7), among(6), among(7), among(5))).toEqual([
      { kind: 'use', who: { tasks: ['rating'] }, least: 5, most: 5 },
      { kind: 'use', who: { others: true }, least: 6, most: 7 },
    ]);
    expect(say(8, among(5), among(6), among(6), among(5))).toEqual([
      { kind: 'use', who: { all: true }, least: 5, most: 6 },
    ]);
  });

  it('does not call an ordinary half of two experts leaning', () => {
    expect(say(2, [0.6, 0.4], [0.7, 0.3], [0.3, 0.7], even(2))).toEqual([
      { kind: 'use', who: { all: true }, least: 2, most: 2 },
    ]);
    expect(say(2, [0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.9, 0.1])).toEqual([
      { kind: 'lean', who: { all: true }, expert: 0 },
    ]);
  });

  it('calls even what is within a quarter of the equal share', () => {
    // An eighth is the equal share: from .09375 to .15625.
    const within = [0.15625, 0.09375, ...new Array<number>(6).fill(0.125)];
    expect(say(8, even(8), within, even(8), even(8))).toEqual([{ kind: 'even' }]);
    const above = [0.157, 0.093, ...new Array<number>(6).fill(0.125)];
    expect(say(8, even(8), above, even(8), even(8))).toEqual([{ kind: 'use', who: { all: true }, least: 8, most: 8 }]);
  });

  it('calls it leaning from two fifths on, with few experts from one and a half times the equal share', () => {
    const kinds = (experts: number, weight: number) =>
      say(experts, even(experts), even(experts), even(experts), onto(0, weight, experts)).map(({ kind }) => kind);
    expect([kinds(8, 0.4), kinds(8, 0.39)]).toEqual([
      ['lean', 'use'],
      ['use', 'use'],
    ]);
    expect([kinds(2, 0.75), kinds(2, 0.74)]).toEqual([['lean', 'use'], ['use']]);
    expect([kinds(3, 0.5), kinds(3, 0.49)]).toEqual([['lean', 'use'], ['use']]);
  });

  it('knows one gate, and no choice', () => {
    expect(
      describeGates({ kind: 'omoe', experts: 8 }, Float64Array.from([0, 1, 2, 3].flatMap(() => onto(5, 0.8))), NONE),
    ).toEqual([{ kind: 'lean', who: { all: true }, expert: 5 }]);
    expect(describeGates({ kind: 'shared-bottom', experts: 1 }, Float64Array.of(1, 1, 1, 1), NONE)).toEqual([
      { kind: 'single' },
    ]);
  });

  it('speaks of no gate twice, and of experts that exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 16 }),
        fc.infiniteStream(fc.double({ min: 0.0001, max: 1, noNaN: true })),
        (experts, stream) => {
          const draws = stream[Symbol.iterator]();
          const rows = [0, 1, 2, 3].map(() => {
            const row = even(experts).map(() => (draws.next().value as number) ** 4);
            const sum = row.reduce((a, b) => a + b);
            return row.map((value) => value / sum);
          });
          const clauses = say(experts, ...rows);
          const spoken = clauses.flatMap((clause): readonly string[] => {
            if (!('who' in clause)) return ['all'];
            if ('others' in clause.who) return ['others'];
            return 'tasks' in clause.who
              ? clause.who.tasks
              : 'group' in clause.who
                ? clause.who.group === 'engagement'
                  ? ['click', 'watchTime']
                  : ['like', 'rating']
                : ['all'];
          });
          expect(new Set(spoken).size).toBe(spoken.length);
          expect(clauses.length).toBeLessThan(3);
          if (spoken.includes('others')) expect(spoken.length).toBeLessThan(5);
          for (const clause of clauses) {
            const leaned =
              clause.kind === 'lean'
                ? [clause.expert]
                : clause.kind === 'leanEach'
                  ? clause.on.map((one) => one.expert)
                  : [];
            expect(leaned.filter((e) => e < 0 || e >= experts)).toEqual([]);
            if (clause.kind === 'use')
              expect(clause.least >= 1 && clause.least <= clause.most && clause.most <= experts).toBe(true);
          }
        },
      ),
    );
  });
});

describe('of gates that may not use every expert', () => {
  const cgc = { kind: 'mmoe', experts: 4, visible: [0b0111, 0b0111, 0b1110, 0b1110] } as const;
  const third = 1 / 3;
  it('what is even, and what leans, is seen beside what each may use', () => {
    const even = [third, third, third, 0, third, third, third, 0, 0, third, third, third, 0, third, third, third];
    expect(describeGates(cgc, Float64Array.from(even), NONE)).toEqual([{ kind: 'even' }]);
    const lean = [0.1, 0.1, 0.8, 0, third, third, third, 0, 0, third, third, third, 0, third, third, third];
    expect(describeGates(cgc, Float64Array.from(lean), NONE)).toEqual([
      { kind: 'lean', who: { tasks: ['click'] }, expert: 2 },
      { kind: 'use', who: { others: true }, least: 3, most: 3 },
    ]);
    // The favourite is named by its number among all experts.
    const last = [...even.slice(0, 12), 0, 0.1, 0.1, 0.8];
    expect(describeGates(cgc, Float64Array.from(last), NONE)[0]).toEqual({
      kind: 'lean',
      who: { tasks: ['rating'] },
      expert: 3,
    });
  });
  it('a gate of one expert does not lean on it', () => {
    const apart = { kind: 'mmoe', experts: 3, visible: [0b011, 0b011, 0b100, 0b100] } as const;
    expect(describeGates(apart, Float64Array.of(0.5, 0.5, 0, 0.9, 0.1, 0, 0, 0, 1, 0, 0, 1), NONE)).toEqual([
      { kind: 'lean', who: { tasks: ['watchTime'] }, expert: 0 },
      { kind: 'use', who: { tasks: ['click'] }, least: 2, most: 2 },
    ]);
    const single = { kind: 'mmoe', experts: 2, visible: [1, 1, 2, 2] } as const;
    expect(describeGates(single, Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1), NONE)).toEqual([{ kind: 'noChoice' }]);
  });
});

describe('polarized gates', () => {
  const of = (...rows: number[][]) => describeGates(mmoe(8), Float64Array.from(rows.flat()), 0.01);
  /** Under 1% for five of eight experts, and leaning on none of the rest. */
  const three = [0.34, 0.33, 0.33, 0, 0, 0, 0, 0];
  it('come before whoever leans on one expert: the page speaks of the same gates everywhere', () => {
    // Half a weight on one expert, and none of the others under 1%: leans, and is not polarized.
    expect(of(even(8), three, three, onto(2, 0.5))).toEqual([
      { kind: 'polarized', who: { tasks: ['watchTime', 'like'] } },
      { kind: 'lean', who: { tasks: ['rating'] }, expert: 2 },
    ]);
    expect(of(even(8), three, three, even(8))).toEqual([
      { kind: 'polarized', who: { tasks: ['watchTime', 'like'] } },
      { kind: 'use', who: { others: true }, least: 8, most: 8 },
    ]);
    // The others lean on different ones: which cannot be said in one clause.
    expect(of(onto(4, 0.5), three, three, onto(2, 0.5))).toEqual([
      { kind: 'polarized', who: { tasks: ['watchTime', 'like'] } },
      { kind: 'use', who: { others: true }, least: 5, most: 5 },
    ]);
    expect(of(onto(2, 0.6), onto(2, 0.7), three, three)).toEqual([
      { kind: 'polarized', who: { group: 'satisfaction' } },
      { kind: 'lean', who: { group: 'engagement' }, expert: 2 },
    ]);
  });
  it('are all that is said where all are, and one is the one gate of an OMoE', () => {
    expect(of(three, three, three, three)).toEqual([{ kind: 'polarized', who: { all: true } }]);
    const omoe = { kind: 'omoe' as const, experts: 8 };
    expect(describeGates(omoe, Float64Array.from([three, three, three, three].flat()), 0.01)).toEqual([
      { kind: 'polarized', who: { all: true } },
    ]);
    // Of a table without a task at the first place, whose gate the one gate is.
    expect(
      describeGates({ ...omoe, present: [1, 3] }, Float64Array.from([three, three, three, three].flat()), 0.01),
    ).toEqual([{ kind: 'polarized', who: { all: true } }]);
  });
  it('are counted by the threshold that is set', () => {
    const low = [0.25, 0.25, 0.4, 0.02, 0.02, 0.02, 0.02, 0.02];
    const by = (threshold: number) =>
      describeGates(mmoe(8), Float64Array.from([low, even(8), even(8), even(8)].flat()), threshold)[0].kind;
    expect([by(0.01), by(0.03)]).toEqual(['lean', 'polarized']);
  });
});
