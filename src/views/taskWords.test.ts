import { describe, expect, it } from 'vitest';
import { synthetic, tasksOf } from '../run/source.ts';
import { wordsOf } from '../i18n/testing.ts';
import type { LogTask } from '../tabular/types.ts';
import { deviceWords, ownWords, withOwnWords } from './taskWords.tsx';

const binary = (name: string): LogTask => ({ name, kind: 'binary', mean: 0, deviation: 1 });

describe('what tasks are called', () => {
  it('is the names of the columns of a table, whatever the language, and all else as in the catalogue', async () => {
    const words = ownWords(tasksOf({ source: { ...synthetic(), name: 'census' } }));
    for (const language of ['en', 'zh'] as const) {
      const catalogue = await wordsOf(language);
      const t = withOwnWords(catalogue, words);
      expect(['click', 'watchTime', 'like', 'rating'].map((task) => t(`task.${task}`))).toEqual([
        'income_over_50k',
        'weeks_worked',
        'never_married',
        'age',
      ]);
      expect(t('group.satisfaction')).toBe('never_married + age');
      expect(t('device.tv')).toBe(catalogue('device.tv'));
      expect(t('charts.curves.peak', { value: '3' })).toBe(catalogue('charts.curves.peak', { value: '3' }));
    }
  });

  it('speaks of rows where a table is shown, and of impressions on the platform', async () => {
    const words = ownWords(tasksOf({ source: { ...synthetic(), name: 'census' } }));
    const catalogue = await wordsOf('en');
    const t = withOwnWords(catalogue, words);
    const values = { impressions: '900', experts: '8' };
    expect(catalogue('charts.gates.subtitle', values)).toContain('900 [[heldOut|held-out]] [[impression|impressions]]');
    expect(t('charts.gates.subtitle', values)).toContain('900 [[heldOut|held-out]] rows');
    expect(t('gates.one.name')).toBe('One row');
    expect(t('network.inspector.multiplications')).toBe('Multiplications per row');
    // With a number in it, and without a sentence of its own.
    expect(t('story.caution.changed', { count: 2 })).toBe(catalogue('story.caution.changed', { count: 2 }));
  });

  it('is in the catalogue for the synthetic platform', () => {
    expect(ownWords(tasksOf({ source: synthetic() }))).toEqual({});
  });

  it('calls the devices of a table as they stand, and those without a name of their own others', async () => {
    const shape = {
      features: 4,
      tasks: [binary('bought'), null, null, null],
      positions: true,
      devices: true,
      deviceNames: ['app', 'kiosk'],
      queries: false,
      train: 10,
      heldOut: 5,
    };
    const t = await wordsOf('en');
    const words = { 'device.phone': 'app', 'device.desktop': 'kiosk', 'device.tv': 'others' };
    expect(deviceWords(shape, t)).toEqual(words);
    expect(deviceWords({ ...shape, devices: false }, t)).toEqual({});
    expect(deviceWords(null, t)).toEqual({});
  });

  it('leaves out what is not there', () => {
    const shape = {
      features: 4,
      tasks: [null, null, binary('bought'), null],
      positions: false,
      devices: false,
      queries: false,
      train: 10,
      heldOut: 5,
    };
    const own = { hash: '0'.repeat(64), name: 'shop.csv', shape };
    expect(ownWords(tasksOf({ source: { ...synthetic(), name: 'own', own } }))).toEqual({
      'task.like': 'bought',
      'group.engagement': '',
      'group.satisfaction': 'bought',
    });
  });
});
