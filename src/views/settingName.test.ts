import { expect, it } from 'vitest';
import { STORED_SETTINGS } from '../experiments/cures/stored.ts';
import { wordsOf } from '../i18n/testing.ts';
import { settingName, settingOf } from './settingName.ts';

const [en, zh] = [await wordsOf('en'), await wordsOf('zh')];

it('every stored setting has a name of its own, with the optimizer, workers and data that it stands for', () => {
  const names = STORED_SETTINGS.map((place) => [place, settingName({ t: en }, settingOf(place))]);
  expect(Object.fromEntries(names)).toEqual({
    'default-4': 'as the page opens',
    'async-4': 'Adagrad, 4 workers',
    'adam-1': 'Adam',
    'async-8': 'Adagrad, 8 workers',
    'async-16': 'Adagrad, 16 workers',
    'census-adam-1': 'Census-Income, Adam',
    'census-async-4': 'Census-Income, Adagrad, 4 workers',
  });
  expect(settingName({ t: en }, { regime: 'adam', workers: 8 })).toBe('Adam, 8 workers');
  expect(settingName({ t: zh }, settingOf('census-async-4'))).toBe('Census-Income，Adagrad，4 个节点');
});
