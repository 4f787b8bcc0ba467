import { describe, expect, it } from 'vitest';
import { built } from './built.mjs';
import { mathml } from './mathml.mjs';
import { model, measures } from '../src/views/terms/formulas.mjs';

describe('a formula in TeX', () => {
  it('becomes MathML', () => {
    expect(mathml('g_k = \\frac{a}{b}')).toBe(
      '<math><mrow><msub><mi>g</mi><mi>k</mi></msub><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow></math>',
    );
  });

  it('that is wrong ends the build', () => {
    expect(() => mathml('\\frac{a}')).toThrow();
    expect(() => mathml('\\unknown x')).toThrow();
  });

  it.each(Object.entries({ ...model, ...measures }))('%s needs no style, no class, no script', (_, { tex }) => {
    const markup = mathml(tex);
    expect(markup).toMatch(/^<math>.*<\/math>$/);
    expect(markup).not.toMatch(/ (style|class|on\w+)=|<script|merror/);
  });
});

it('two sets have no name in common', () => {
  expect(Object.keys(model).filter((name) => name in measures)).toEqual([]);
});

it('the page knows its version, and the commit where there is one', () => {
  const { version, commit, date } = built();
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(commit).toMatch(/^([0-9a-f]{10,}\+?)?$/);
  expect(date).toMatch(commit ? /^\d{4}-\d\d-\d\d$/ : /^$/);
});
