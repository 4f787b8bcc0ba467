/** Words that several areas share: `task.<task>`, `group.<group>`, `device.<device>`. */
export default {
  /** Where stored numbers come from; the command follows. */
  made: 'Made on {{date}} from commit {{commit}} (engine: {{engine}}; adapter: {{adapter}}) by',
  /** One sentence after another. */
  sentences: '{{first}} {{second}}',
  /** Between the members of a list. */
  comma: ', ',
  /** Between the members of a list that have commas themselves. */
  semicolon: '; ',
  /** Of every card with numbers: the table behind it, and that they were stored. */
  panel: {
    data: 'Numbers',
    dataOf: 'Numbers: {{name}}',
    stored: 'Stored results, {{seeds}} seeds each.',
    how: 'How they were made',
    /** Of a card's settings, where a lesson folds them. */
    settings: 'Settings of this experiment',
  },
  /** Settings of which results are stored: with what runs are trained, and on what. */
  setting: {
    default: 'as the page opens',
    async: 'Adagrad, {{workers}} workers',
    adam: 'Adam',
    adamWorkers: 'Adam, {{workers}} workers',
    census: 'Census-Income, Adam',
    censusAsync: 'Census-Income, Adagrad, {{workers}} workers',
  },
  /** The way to the table of all of them: `polarization.same`. */
  sameQuestion: 'The same question in other settings',
  /** Studies that run beside the live run. */
  study: {
    progress: 'Progress',
    stop: 'Stop',
    /** After a heading. */
    other: '(made with other settings than the present ones)',
    source: {
      stored: {
        present: '(stored results)',
        other: '(stored results, made with other settings than the present ones)',
      },
      own: { present: '(your results)', other: '(your results, made with other settings than the present ones)' },
    },
    engine: 'Engine: {{engine}}, on {{adapter}}.',
    threads: '{{adapter}} in {{threads}} threads',
    /** Instead of `engine`, where engines were compared on the study's own models. */
    chosen: {
      faster: {
        one: 'Engine: {{engine}}, measured {{times}} times as fast here as {{other}}.',
        all: 'Engine: {{engine}}, measured at least {{times}} times as fast here as {{other}}.',
      },
      kept: {
        one: 'Engine: {{engine}}; {{other}} was measured {{times}} times as fast here, too little for a change.',
        all: 'Engine: {{engine}}; {{other}} was measured at most {{times}} times as fast here, too little for a change.',
      },
      short: 'Engine: {{engine}}; at its measured speed {{seconds}} s of training, too short to start WebGPU for.',
      alone: 'Engine: {{engine}}; WebGPU could not be measured here.',
      several: 'Engines, by measurement: {{parts}}.',
      part: '{{engine}} for {{k}} of {{n}} kinds of models',
    },
    job: {
      starting: 'Making the worlds…',
      running: '{{percent}} done.',
      measuring: 'Trained; the last results are being measured.',
      finished: 'Run here, in {{seconds}} s.',
      stopped: 'Stopped; what was finished before is kept: {{finished}}.',
      stoppedEarly: 'Stopped before anything was finished: nothing is added to the results.',
      failed: 'It could not be run: {{message}}.',
      failedKept: 'What was finished before is kept: {{finished}}; start it again to repeat it.',
      failedNone: 'Start it again to try once more.',
      noWorker: 'its program did not arrive (is the network down, or the page older than the server’s?)',
    },
    evidence: {
      label: 'Results shown',
      stored: 'Stored, {{n}}',
      own: 'Yours, {{n}}',
      numbered: 'Yours ({{number}}), {{n}}',
      live: 'Running now',
      one: { seeds: '1 seed', worlds: '1 world', queries: '1 query' },
      many: { seeds: '{{n}} seeds', worlds: '{{n}} worlds', queries: '{{n}} queries' },
    },
  },
  task: { click: 'click', watchTime: 'watch time', like: 'like', rating: 'rating' },
  group: { engagement: 'engagement', satisfaction: 'satisfaction' },
  /** A value of a column in its own units. */
  tabular: {
    unit: {
      weeks_one: '{{value}} week',
      weeks_other: '{{value}} weeks',
      years_one: '{{value}} year',
      years_other: '{{value}} years',
    },
  },
  device: { pooled: 'all devices', phone: 'phone', desktop: 'desktop', tv: 'TV' },
} as const;
