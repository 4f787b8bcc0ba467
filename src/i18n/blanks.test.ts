import { expect, it } from 'vitest';
import { sentences } from './blanks.ts';
import { wordsOf } from './testing.ts';

it('has no blank where a value is Chinese, and one where it is not', async () => {
  const zh = await wordsOf('zh');
  const used = (fallback: string): string => zh('notice.link.not-a-choice', { field: '粒度', given: 'x', fallback });
  expect(used('逐样本')).toBe('链接中粒度为“x”，不在可选项之内。已改用逐样本。');
  expect(used('10%')).toMatch(/已改用 10%。$/);
  expect(used('MMoE')).toMatch(/已改用 MMoE。$/);
  const en = await wordsOf('en');
  expect(en('notice.link.not-a-choice', { field: 'mask', given: 'x', fallback: 'per example' })).toMatch(
    / per example/,
  );
});

it('sets no blank between Chinese sentences, one between English ones, and none for a sentence that is not there', () => {
  expect(sentences('用时 1.4 秒。', '引擎：普通循环。')).toBe('用时 1.4 秒。引擎：普通循环。');
  expect(sentences('事先测得。', '2026-11-25，得到')).toBe('事先测得。2026-11-25，得到');
  expect(sentences('In 1.4 s.', '', 'Engine: plain loops.')).toBe('In 1.4 s. Engine: plain loops.');
  expect(sentences('', 'Only.')).toBe('Only.');
});
