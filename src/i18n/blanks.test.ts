import { expect, it } from 'vitest';
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

it('sets no blank between Chinese sentences, and one between English ones', async () => {
  const [zh, en] = [await wordsOf('zh'), await wordsOf('en')];
  expect(zh('sentences', { first: '用时 1.4 秒。', second: '引擎：普通循环。' })).toBe('用时 1.4 秒。引擎：普通循环。');
  expect(en('sentences', { first: 'In 1.4 s.', second: 'Engine: loops.' })).toBe('In 1.4 s. Engine: loops.');
});
