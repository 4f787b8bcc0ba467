/** The frame around the chapters: top bar, chapter list, controls, notices, help. */
export default {
  bar: {
    copyStart: 'Copy the link: from the start',
    copyAt: 'Copy the link: trained to step {{step}}',
    copyBy: 'Copy this link:',
    save: 'Save this run to a file',
    load: 'Open a run from a file…',
    /** Files that other programs read. */
    export: {
      name: 'Export',
      of: 'Export of model',
      predictions: 'Held-out predictions (CSV)',
      gates: 'Held-out gate weights (CSV)',
      inputs: 'Held-out encoded inputs (CSV)',
      bias: 'Learned position bias (CSV)',
      model: 'Model parameters (safetensors)',
    },
  },
  /** Name of a table that scrolls. */
  table: '{{name}}: table',
  controls: {
    measured: 'measured r: utilities {{utilities}}, labels {{labels}}',
    group: { world: 'World', model: 'Model', training: 'Training', cures: 'Cures (model B)', seeds: 'Seeds' },
    live: 'live',
    explainer: 'Choose a control to read what it does.',
    applies: {
      now: 'Applies at once.',
      goesOn: 'Acts when training goes on, from this step.',
      ended: 'This run has ended: it acts when the run starts over.',
      reset: 'Needs a reset.',
      view: 'Changes the pictures only.',
    },
    default: 'Default: {{value}}.',
    range: 'From {{min}} to {{max}}.',
    restore: 'Back to the default of {{field}}: {{value}}',
    waits: 'The run still has {{value}}.',
    /** Why a setting does nothing beside the others. */
    /** More rows are asked for than a table has. */
    capped: 'This table has {{rows}} rows: all of them are used.',
    idle: {
      oneExpert: 'Without effect now: a shared bottom always has one expert.',
      noGates: 'Without effect now: a shared bottom has no gates.',
      oneGate: 'Without effect now: the one gate serves all tasks, so it may use every expert.',
      fewExperts: 'Without effect now: there are too few experts. CGC by group needs 3, CGC by task 5.',
      noTower: 'Without effect now: there is no shallow tower.',
      noAdversary: 'Without effect now: there is no adversarial loss.',
      noPosition: 'Without effect now: the model does nothing with the position.',
      noSharedLayer: 'Without effect now: there is no shared layer.',
      noTemperature: 'Without effect now: the gate temperature is 1 from the beginning.',
      notStale: 'Without effect now: with one worker no gradient is stale.',
      uniformGates: 'Without effect now: gates are fixed uniform.',
      zeroGates: 'Without effect now: all gates start from zero.',
      table: 'Without effect now: the impressions come from a table, not from the synthetic platform.',
      notSample: 'Without effect now: it is of Census-Income.',
    },
    on: 'on',
    off: 'off',
  },
  pending: {
    title_one: '1 change waits for a reset',
    title_other: '{{count}} changes wait for a reset',
    apply: 'Reset now',
    undo: 'Discard',
  },
  undo: {
    name: 'Undo and redo',
    short: 'Undo',
    undo: 'Undo: {{what}}',
    redo: 'Redo: {{what}}',
    nothing: 'Nothing to undo',
    nothingAgain: 'Nothing to redo',
    did: {
      newSeeds: 'New seeds',
      preset: 'Preset',
      openingRun: 'Opening run',
      otherRun: 'Run of a study',
      lesson: 'Step of the lesson',
      file: 'Run from a file',
      withoutChanges: 'Changes left out',
      sample: 'Census-Income',
      ownFile: 'Own file',
    },
  },
  changes: {
    title: 'Changed while it trained',
    entry: '{{field}}: {{value}} from step {{step}}',
    /** While something waits that takes the place of a change. */
    hintReplaced: 'Part of this run; a change that waits for a reset will replace some of it.',
    hint: 'Part of this run: Reset, the link and the file repeat it at the same steps.',
    forget: 'Start over without it',
  },
  /** A file that is dropped on the page or pasted into it. */
  ownFile: { drop: 'Drop the file to train on it', pasted: 'pasted rows', choose: 'own file…' },
  /** Of the data set on board. */
  attribution:
    'Census-Income (KDD), T. Lane and R. Kohavi, UCI Machine Learning Repository; CC BY 4.0; a part, shuffled, two labels made 0/1.',
  openingRun: { other: 'This is not the run that the page opens with.', back: 'Show that one' },
  notices: { dismiss: 'Dismiss' },
  help: {
    title: 'Keyboard and options',
    keys: {
      play: 'play or pause',
      step: 'one step (with Shift: ten)',
      reset: 'reset: the same run again',
      help: 'this help',
      undo: 'undo (with Shift: redo) what was done to the settings',
    },
    space: 'Space',
    enabled: 'Single-key shortcuts are on',
    hidden: 'Keep training while this page is hidden',
    close: 'Close',
  },
} as const;
