import { describe, expect, it } from 'vitest';
import { applied, lineOf, mutantsOf, parses, sampleOf } from './mutants.mjs';
import { isProgram, roomOf, testSelection } from './select.mjs';

/** Every text that the source may become. @param {string} source */
const slips = (source) => mutantsOf(source).map((mutant) => applied(source, mutant));

describe('mutants', () => {
  it.each([
    ['f = a + b;', ['f = a - b;', ';']],
    ['f = a < 3;', ['f = a <= 3;', 'f = a >= 3;', 'f = a < 4;', ';']],
    ['f = a === b && !c;', ['f = a !== b && !c;', 'f = a === b || !c;', 'f = a === b && c;', ';']],
    ['f = x[i];', ['f = x[(i) + 1];', ';']],
    ['f = Math.max(a, Math.abs(b));', ['f = Math.min(a, Math.abs(b));', 'f = Math.max(a, (b));', ';']],
    ['f = x.some(g);', ['f = x.every(g);', ';']],
    ['f = x.filter(g);', ['f = x;', ';']],
    [
      'f = a ? 1 : 2;',
      ['f = true ? 1 : 2;', 'f = false ? 1 : 2;', 'f = a ? 0 : 2;', 'f = a ? 2 : 2;', 'f = a ? 1 : 3;', ';'],
    ],
    ['if (a) g();', ['if (true) g();', 'if (false) g();', 'if (a) ;']],
    ['while (a) g();', ['while (false) g();', 'while (a) ;']],
    ['f = 0.25;', ['f = 0.5;', ';']],
    ['f += a;', ['f -= a;', 'f = a;', ';']],
  ])('%s', (source, expected) => {
    expect(slips(source).sort()).toEqual([...expected].sort());
  });

  it('leaves alone what types, imports and errors say, and joined words', () => {
    const source = [
      "import { a } from './a.ts';",
      'type T = 1 | 2;',
      'const x: 3 = y as 3;',
      "const s = 'a' + b;",
      "const e = new Error('words');",
    ].join('\n');
    expect(slips(source).map((text) => text.split('\n')[3])).toEqual(["const s = '' + b;"]);
  });

  it('names a mutant by its line, wherever that line moves', () => {
    const source = 'const a = 1;\n\n    const b = c   <\n      d;\n';
    const [first] = mutantsOf(source).filter(({ after }) => after === '<=');
    expect(first.line).toBe(3);
    expect(lineOf(source, first)).toEqual({ before: 'const b = c <', after: 'const b = c <=' });
  });

  it('knows a text that does not compile', () => {
    expect(parses('const a: number = 1;', 'a.ts')).toBe(true);
    expect(parses('const a = ;', 'a.ts')).toBe(false);
  });

  it('draws the same sample from the same seed, in the order of the list', () => {
    const list = Array.from({ length: 100 }, (_, i) => i);
    const sample = sampleOf(list, 10, 1);
    expect(sample).toHaveLength(10);
    expect(sample).toEqual([...sample].sort((a, b) => a - b));
    expect(sampleOf(list, 10, 1)).toEqual(sample);
    expect(sampleOf(list, 10, 2)).not.toEqual(sample);
  });
});

describe('tests of a mutant', () => {
  it('are those of its room that import it, the one beside it first', () => {
    const tests = testSelection({ wide: false, skip: ['src/engine/fused/'] })('src/engine/batch.ts');
    expect(tests[0]).toBe('src/engine/batch.test.ts');
    expect(tests).toContain('src/engine/contract.test.ts');
    expect(tests.every((test) => roomOf(test) === 'src/engine' && !test.startsWith('src/engine/fused/'))).toBe(true);
  });

  it('are those of every room when asked, and the slow ones for a mutant beside them', () => {
    const wide = testSelection({ wide: true, skip: ['src/engine/fused/'] });
    expect(wide('src/world/random.ts')).toContain('src/model/init.test.ts');
    expect(wide('src/engine/fused/limits.ts')).toContain('src/engine/fused/limits.test.ts');
  });

  it('never has tests, or what tests are made of, mutated', () => {
    const names = ['src/a.ts', 'src/a.test.ts', 'src/engine/testing/oracle.ts', 'src/engine/fused/testing.ts'];
    expect(names.map(isProgram)).toEqual([true, false, false, false]);
  });
});
