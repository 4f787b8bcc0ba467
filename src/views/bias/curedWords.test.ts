import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun, type RunCures, type RunSpec } from '../../run/runSpec.ts';
import { numberWords } from '../format.ts';
import { curedWords } from './curedWords.ts';

const en = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const cured = (cures: Partial<RunCures>): RunSpec => {
  const run = defaultRun();
  return { ...run, training: { ...run.training, cures: { ...run.training.cures, ...cures } } };
};

it('says with which cures a study of the present settings trains, and nothing of gate dropout alone', () => {
  expect(curedWords(en, defaultRun())).toBe('');
  const run = cured({ lossFree: 0.03, expertActivation: 'swish' });
  expect(curedWords(en, run)).toBe(
    'Trained on the present settings, every model has the cures that are set for model B: loss-free balancing 0.03 + Swish experts.',
  );
  expect(curedWords(zh, run)).toBe(
    '按当前设置训练时，每个模型都带有为模型 B 设的对策：无辅助损失均衡 0.03 + 专家用 Swish。',
  );
  // Nothing to anneal: it would do nothing.
  expect(curedWords(en, cured({ annealing: 0.5 }))).toBe('');
});
