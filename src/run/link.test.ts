import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, fieldOf, getField, withField } from './fields.ts';
import { defaultState } from './labState.ts';
import { BACKENDS, backendOf, encodeState } from './link.ts';
import { noPageView } from './pageView.ts';
import { decodeState } from './readLink.ts';
import { anyCourse } from './testing.ts';

describe('the link', () => {
  it('restores any valid state, what was changed while it trained, and how far it had come', () => {
    fc.assert(
      fc.property(anyCourse, fc.double({ min: 0, max: 1, noNaN: true }), (state, part) => {
        const at = Math.round(part * state.run.training.steps);
        expect(decodeState(encodeState(state, at))).toEqual({ state, at, problems: [], page: noPageView() });
      }),
    );
  });

  it('never throws and always yields a valid state, whatever it is given', () => {
    const pair = fc.tuple(
      fc.constantFrom('v', 'x', '__proto__', 'tl', 'at', 'backend', ...FIELDS.map((field) => field.key)),
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.constantFrom(
          'NaN',
          'Infinity',
          '',
          '0x10',
          ' 5',
          '1e999',
          '1_2',
          'true',
          '7-gd-0.5*9-lr-1e-3',
          '7-gd-',
          '600',
        ),
      ),
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString()),
    );
    fc.assert(
      fc.property(query, (search) => {
        const { state, at } = decodeState(search);
        expect(decodeState(encodeState(state, at))).toEqual({ state, at, problems: [], page: noPageView() });
      }),
    );
  });

  it('is empty for the defaults and names only what differs', () => {
    expect(encodeState(defaultState())).toBe('');
    const state = withField(
      withField(defaultState(), fieldOf('run.training.gateDropout'), 0.25),
      fieldOf('run.training.taskWeights'),
      [1, 2.5, 0, 1],
    );
    expect(encodeState(state)).toBe('v=1&gd=0.25&tw=1_2.5_0_1');
  });

  it('has one key per field and no two alike', () => {
    expect(new Set(FIELDS.map((field) => field.key)).size).toBe(FIELDS.length);
    expect(FIELDS.map((field) => field.key)).not.toContain('v');
  });

  it.each([
    ['e=99', 'out-of-range', 8],
    ['e=2.5', 'not-whole', 8],
    ['e=many', 'not-a-number', 8],
    ['e=', 'not-a-number', 8],
    ['e=0x8', 'not-a-number', 8],
    ['o=rmsprop', 'not-a-choice', 'adagrad'],
    ['ie=yes', 'not-a-choice', false],
    ['sp=31', 'not-a-choice', 30],
    ['tw=1_2', 'wrong-length', [1, 1, 1, 1]],
    ['tw=1_2_3_x', 'not-a-number', [1, 1, 1, 1]],
    ['tw=1_2_3_9', 'out-of-range', [1, 1, 1, 1]],
  ])('%s falls back, says why, and loses nothing else', (bad, reason, fallback) => {
    const { state, problems } = decodeState(`?v=1&gd=0.3&${bad}&lr=0.2`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ key: bad.split('=')[0], reason, fallback });
    expect(state.run.training).toMatchObject({ gateDropout: 0.3, learningRate: 0.2 });
    expect(getField(state, fieldOf(problems[0].path ?? ''))).toEqual(fallback);
  });

  it('names unknown keys and other versions, and leaves the keys of others alone', () => {
    expect(decodeState('v=7&colour=red&backend=cpu').problems).toEqual([
      { key: 'v', given: '7', reason: 'version' },
      { key: 'colour', given: 'red', reason: 'unknown-key' },
    ]);
  });

  it('asks for none with the word for what the page does anyway', () => {
    expect(decodeState('backend=auto').problems).toEqual([]);
    expect(backendOf('?backend=auto')).toBeUndefined();
  });

  it.each(BACKENDS)('asks for the engine %s without a word', (backend) => {
    expect(decodeState(`backend=${backend}`).problems).toEqual([]);
    expect(backendOf(`?backend=${backend}`)).toBe(backend);
  });

  it.each(['', 'gpu', 'WebGPU', 'webgpu ', '__proto__'])('names the engine “%s”, which there is not', (given) => {
    const search = new URLSearchParams({ backend: given, gd: '0.3' }).toString();
    const { state, problems } = decodeState(search);
    expect(problems).toEqual([{ key: 'backend', given, reason: 'backend' }]);
    expect(state.run.training.gateDropout).toBe(0.3);
    expect(backendOf(search)).toBeUndefined();
  });

  it.each([
    ['e=4&e=5', { key: 'e', path: 'run.model.experts', given: '5', reason: 'twice', fallback: 4 }],
    ['e=4&gd=0.1&e=x', { key: 'e', path: 'run.model.experts', given: 'x', reason: 'twice', fallback: 4 }],
    ['backend=cpu&backend=wasm', { key: 'backend', given: 'wasm', reason: 'twice' }],
    ['tl=7-gd-0.5&tl=8-gd-0.4', { key: 'tl', given: '8-gd-0.4', reason: 'twice' }],
    ['at=5&at=6', { key: 'at', given: '6', reason: 'twice' }],
    ['v=1&v=2', { key: 'v', given: '2', reason: 'twice' }],
  ])('%s says one thing twice: the first holds, the other is named', (search, problem) => {
    const decoded = decodeState(search);
    expect(decoded.problems).toEqual([problem]);
    expect(decoded).toMatchObject({ ...decodeState(search.split('&')[0]), problems: [problem] });
  });

  it('does not mind the same thing said twice', () => {
    expect(decodeState('e=4&e=4&backend=cpu&backend=cpu').problems).toEqual([]);
  });

  const GATE = 'run.training.gateDropout';
  const RATE = 'run.training.learningRate';
  it.each([
    ['200-gd-0.5', [{ step: 200, path: GATE, value: 0.5 }], []],
    [
      '200-gd-0.5*350-lr-1e-3',
      [
        { step: 200, path: GATE, value: 0.5 },
        { step: 350, path: RATE, value: 0.001 },
      ],
      [],
    ],
    [
      '350-lr-0.01*200-gd-0.5',
      [
        { step: 200, path: GATE, value: 0.5 },
        { step: 350, path: RATE, value: 0.01 },
      ],
      [],
    ],
    ['200-tw-1_2_3_4', [{ step: 200, path: 'run.training.taskWeights', value: [1, 2, 3, 4] }], []],
    ['600-gd-0.5', [{ step: 600, path: GATE, value: 0.5 }], []],
    ['200-gd-0.1', [], []], // 0.1 is what it has
    // The newest wish for a field holds from its step on.
    ['300-gd-0.5*200-gd-0.4', [{ step: 200, path: GATE, value: 0.4 }], []],
    ['', [], ['']],
    ['*', [], ['', '']],
    ['gd', [], ['gd']],
    ['0-gd-0.5', [], ['0-gd-0.5']],
    ['601-gd-0.5', [], ['601-gd-0.5']],
    ['-5-gd-0.5', [], ['-5-gd-0.5']],
    ['7.5-gd-0.5', [], ['7.5-gd-0.5']],
    ['1e2-gd-0.5', [], ['1e2-gd-0.5']],
    ['200-gd-0.6', [], ['200-gd-0.6']],
    ['200-gd-NaN', [], ['200-gd-NaN']],
    ['200-gd-', [], ['200-gd-']],
    ['200-tw-1_2', [], ['200-tw-1_2']],
    ['200-e-4', [], ['200-e-4']], // experts cannot change while training
    ['200-sp-10', [], ['200-sp-10']],
    ['200-xx-1', [], ['200-xx-1']],
    ['200-__proto__-1', [], ['200-__proto__-1']],
    [
      '200-gd-0.5*junk*300-lr-0.1',
      [
        { step: 200, path: GATE, value: 0.5 },
        { step: 300, path: RATE, value: 0.1 },
      ],
      ['junk'],
    ],
  ])('the changes %s', (tl, timeline, broken) => {
    const { state, problems } = decodeState(new URLSearchParams({ tl }).toString());
    expect(state).toEqual({ ...defaultState(), timeline });
    expect(problems).toEqual(broken.map((given) => ({ key: 'tl', given, reason: 'not-a-change' })));
  });

  it('knows how long the run is when it reads the changes, wherever they stand', () => {
    expect(decodeState('tl=700-gd-0.5&at=700&s=800')).toMatchObject({ at: 700, problems: [] });
    expect(decodeState('tl=700-gd-0.5&at=700&s=650').problems.map(({ reason }) => reason)).toEqual([
      'not-a-change',
      'not-a-step',
    ]);
  });

  it.each(['0', '601', '-1', '5.5', 'x', '', '1e2', ' 5', '0x5'])('the step %s to train to is none', (at) => {
    expect(decodeState(new URLSearchParams({ at }).toString())).toEqual({
      state: defaultState(),
      at: 0,
      problems: [{ key: 'at', given: at, reason: 'not-a-step' }],
      page: noPageView(),
    });
  });

  it('keeps the shared layer that a bias treatment stands on', () => {
    const { state, problems } = decodeState('h=0&bh=adversarial');
    expect(state.run.model).toMatchObject({ sharedUnits: 16, biasHandling: 'adversarial' });
    expect(problems).toEqual([
      {
        key: 'h',
        path: 'run.model.sharedUnits',
        given: '0',
        reason: 'conflict',
        fallback: 16,
        other: 'run.model.biasHandling',
      },
    ]);
  });

  it('names only the cures that there are, each by its own key', () => {
    const cures = { lossFree: 0.03, expertActivation: 'swish', uniform: false, rate: 0.5, clip: 0.3 } as const;
    const { run } = defaultState();
    const state = {
      ...defaultState(),
      run: { ...run, training: { ...run.training, cures: { ...run.training.cures, ...cures } } },
    };
    expect(encodeState(state)).toBe('v=1&lf=0.03&ea=swish&cr=0.5&cl=0.3');
    expect(decodeState('v=1&lf=0.03&ea=swish&cr=0.5&cl=0.3')).toEqual({
      state,
      at: 0,
      problems: [],
      page: noPageView(),
    });
  });

  it.each([
    ['gk=sigmoid&sl=0.05', { gateKind: 'sigmoid', switchLoss: 0 }, [['sl', '0.05', 0, 'gateKind']]],
    ['gk=sigmoid&zl=0.01', { gateKind: 'sigmoid', zLoss: 0 }, [['zl', '0.01', 0, 'gateKind']]],
    [
      'sl=0.05&zl=0.01&gk=sigmoid&im=0.03',
      { gateKind: 'sigmoid', switchLoss: 0, zLoss: 0, importance: 0.03 },
      [
        ['sl', '0.05', 0, 'gateKind'],
        ['zl', '0.01', 0, 'gateKind'],
      ],
    ],
    [
      'un=1&lf=0.03&ns=1',
      { uniform: true, lossFree: 0, noise: 0 },
      [
        ['lf', '0.03', 0, 'uniform'],
        ['ns', '1', 0, 'uniform'],
      ],
    ],
  ] as const)('%s: cures that exclude one another fall back one by one, and each is named', (search, cures, fell) => {
    const { state, problems } = decodeState(`${search}&gd=0.3`);
    expect(state.run.training.cures).toEqual({ ...defaultState().run.training.cures, ...cures });
    expect(state.run.training.gateDropout).toBe(0.3);
    expect(problems).toEqual(
      fell.map(([key, given, fallback, other]) => ({
        key,
        path: FIELDS.find((field) => field.key === key)!.path,
        given,
        reason: 'conflict',
        fallback,
        other: `run.training.cures.${other}`,
      })),
    );
  });

  it('puts layer norm away from experts of one unit', () => {
    const { state, problems } = decodeState('ln=1&u=1');
    expect(state.run.training.cures.layerNorm).toBe(false);
    expect(state.run.model.expertUnits).toBe(1);
    expect(problems).toMatchObject([{ key: 'ln', given: '1', reason: 'conflict', other: 'run.model.expertUnits' }]);
    expect(decodeState('ln=1&u=2').problems).toEqual([]);
  });
});
