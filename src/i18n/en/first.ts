/** The words of the first page: what is said before the first chapter and the controls are there, and where a file of theirs does not come. */
export default {
  /** A thing and what of it. */
  named: '{{name}}: {{value}}',
  /** Devices of a table beside those that are named. */
  otherDevices: 'others',
  shell: {
    brand: 'MMoE Lab',
    skip: 'Skip to the pictures',
    bar: {
      play: 'Play',
      pause: 'Pause',
      again: 'Play again',
      transport: 'Training',
      playHint: 'Train, or stop training (space)',
      step: 'Step',
      stepHint: 'Take one training step (full stop); with Shift, ten',
      moreSteps: 'More steps',
      steps: '{{number}} steps',
      slowly: 'One step in slow motion',
      reset: 'Reset',
      resetHint: 'Back to step 0: same data, same initial weights, so the same curves again (R)',
      newSeeds: 'New seeds',
      newSeedsHint: 'Another platform, other initial weights, another batch order',
      speed: 'Speed',
      of: 'of {{steps}} steps',
      rate: '{{rate}} steps/s',
      progress: 'Training progress',
      waits: '{{what}}…',
      finished: 'finished',
      diverged: 'diverged',
      controls: 'Controls',
      lesson: 'Lesson',
      lessonHint: 'The whole paper in 15 short steps, about 20 minutes',
      share: 'Share',
      shareHint: 'Copy a link that opens this very run',
      copied: 'Link copied',
      copiedAt: 'Link copied: it opens trained to step {{step}}',
      moreSharing: 'More ways to share: embed, save or open a run, export',
      language: 'Language',
      theme: 'Theme',
      themes: { system: 'as the system', light: 'light', dark: 'dark' },
      engine: 'Engine: {{name}}',
      help: 'Help',
    },
    chapters: 'Chapters',
    /** The question that a chapter answers, under its name. */
    question: {
      train: 'How does it learn?',
      gates: 'Which experts does a task use?',
      polarization: 'When does a gate collapse?',
      cures: 'My gates collapse: what should I do?',
      'position-bias': 'Clicked for being on top?',
      compare: 'Why MMoE, and what does it cost?',
      serve: 'How do four predictions become one list?',
      live: 'Do users answer better to it?',
      loop: 'What does a list do to the next log?',
      data: 'What does it learn from?',
      glossary: 'What does a word mean?',
      about: 'What is this, and is it right?',
    },
    /** Where a chapter's numbers come from: the run you see, or runs that were made beforehand. */
    from: {
      live: 'computed here',
      both: 'here + stored',
      /** Where there is room to say that what is stored can be raced anew. */
      race: 'stored + race here',
    },
    /** What that means, where it is pointed at. */
    fromMeans: {
      live: 'Computed here, by the run that is open.',
      both: 'Here: computed in this page. Stored: runs that were made beforehand, with what made them.',
    },
    /** Title of the page, as tabs and bookmarks show it. */
    pageTitle: '{{chapter}} · {{state}} · {{brand}}',
    /** What a run waits for before its first step, in that title and beside the step count. */
    opening: {
      world: 'making the world',
      compiling: 'compiling for the GPU',
      engine: 'starting the engine',
      measuring: 'first measurement',
    },
    /** State of the run, in that title and said when it changes. */
    state: {
      paused: 'paused at step {{step}}',
      running: 'training, step {{step}}',
      finished: 'finished at step {{step}}',
      diverged: 'diverged after step {{step}}',
      failed: 'stopped by an error',
    },
    loading: 'Loading…',
    controls: { title: 'Controls', close: 'Close' },
    catchUp: {
      name: 'On the way to a trained run',
      words: 'This run was trained before: training it to step {{step}} again, at full speed.',
      lesson: 'The model of this step is being prepared: it trains to step {{step}}, at full speed.',
      skip: 'Stop here',
    },
    openingRun: { hint: 'The run that the page opens with' },
    notices: { title: 'Notices' },
  },
  field: {
    view: {
      chapter: {
        choice: {
          train: 'Train',
          gates: 'Gates',
          polarization: 'Polarization',
          cures: 'Cures',
          'position-bias': 'Position bias',
          compare: 'Compare',
          serve: 'Serve',
          live: 'Live',
          loop: 'Loop',
          data: 'The data',
          glossary: 'Glossary',
          about: 'About',
        },
      },
      speed: {
        choice: { '2': '2 steps/s', '10': '10 steps/s', '30': '30 steps/s', '100': '100 steps/s', '0': 'full speed' },
      },
    },
  },
  missing: {
    chapter: {
      title: 'A file of this chapter did not arrive',
      todo: 'The network failed, or this page has been replaced by a newer version meanwhile. The run is kept and the other chapters work. The chapter opens by itself as soon as its file comes; after a new version, only a reload helps.',
      replaced: 'This page has been replaced by a newer version meanwhile, which has other files. Only a reload helps.',
      kept: 'The run is kept in this browser at step {{step}}: the page goes on with it after the reload.',
      notKept: 'This browser keeps no run: after the reload it is trained to step {{step}} again, to the same numbers.',
      reload: 'Reload the page and keep the run',
    },
    worker: 'the file of the worker could not be fetched',
    retry: 'Try again',
  },
  failed: {
    engine: {
      title: 'No training engine works in this browser',
      todo: 'Reload the page; if that does not help, try a current Chrome, Edge, Firefox or Safari.',
    },
    run: {
      title: 'Training ended with an error',
      todo: 'An engine had started, and failed while it trained. Go on from where the run was, or reload the page: your settings are in the address.',
    },
    file: {
      title: 'A file of this page did not arrive',
      todo: 'The code that trains the models could not be fetched: the network failed, or the page has been replaced by a newer version meanwhile. Reload the page.',
    },
    world: {
      title: 'This world cannot be made',
      todo: 'The settings on the right do not fit together. Change them, or go back to the defaults.',
    },
    sample: {
      title: 'The data set did not arrive',
      todo: 'Census-Income is fetched when it is asked for: the network failed, or the page has been replaced by a newer version meanwhile. Choose it once more, or go back to the defaults.',
    },
    own: {
      choose: 'Choose the file…',
      missing:
        'The part of the page that reads files did not arrive: the network failed, or this page has been replaced by a newer version. Choose once more, or reload the page.',
      name: 'Its name: {{name}}',
      title: 'This run was trained on a file that is not here',
      todo: 'Its rows never leave the computer that they are on: a link carries everything but the data. Choose the file again to go on with it, or go back to the defaults.',
    },
    worker: {
      title: 'The background worker stopped',
      todo: 'Training runs in a web worker, whose file did not arrive, or which this browser did not start or has ended. Go on from where the run was, or reload the page; if neither helps, switch off extensions that block scripts, or try another browser.',
    },
    page: {
      title: 'The page met an error it cannot mend',
      todo: 'Your settings are in the address, so reloading brings them back.',
    },
    again: 'Go on with the run',
    tried: 'Tried in turn: {{engines}}.',
    details: 'Technical details',
    reload: 'Reload the page',
    defaults: 'Back to the defaults',
  },
  engine: { backend: { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'CPU' } },
} as const;
