/** The chapter "Position bias". */
export default {
  arm: 'Model shown',
  position: 'position',
  noPositions: 'This log has no positions: choose ranked logging, or one of the settings above.',
  /** Of models that are trained side by side on what the controls show. */
  cured: 'Trained on the present settings, every model has the cures that are set for model B: {{cures}}.',
  interval: '{{mean}} [{{low}}, {{high}}]',
  bounds: '[{{low}}, {{high}}]',
  change: '({{change}})',
  column: { device: 'device', position: 'position' },
  presets: 'Settings to learn from',
  /** Before what is said of the run that trains. */
  waits: {
    preset_one: 'Training: “{{preset}}”; a change of yours waits for a reset.',
    preset_other: 'Training: “{{preset}}”; {{count}} changes of yours wait for a reset.',
    run_one: 'A change of yours waits for a reset.',
    run_other: '{{count}} changes of yours wait for a reset.',
  },
  preset: {
    opening: {
      look: 'Now: the setting that the page opens with. A button sets up another platform, trains on it at once, and says here what to look for; begin with the clean case.',
    },
    own: {
      look: 'Now: settings of your own. A button sets up a platform, trains on it at once, and says here what to look for.',
    },
    table: {
      look: 'Now: {{name}}. A button sets up a synthetic platform in its place, whose true bias is known, trains on it at once, and says here what to look for.',
    },
    clean: {
      label: 'clean case',
      look: 'Clicks are additive, the log was half ranked by something irrelevant, and 27,000 impressions are enough. Watch the open marks settle on the true lines: RMSE about 0.09, most of it the sampling noise of the clicks themselves.',
    },
    few: {
      label: 'few impressions',
      look: 'The same world with a ninth of the impressions. The marks scatter around the lines, RMSE 0.2 to 0.3: nothing is wrong with the method, there is only too little to learn from, and least of all for TV, the rarest device.',
    },
    examination: {
      label: 'examination clicks',
      look: 'Position now multiplies the click probability instead of adding to the logit, and no table of logits can say that. The marks are measured against the best table that exists, so its curve is the line they should reach; how wrong even that table is, is said in a card of its own below.',
    },
    quantile: {
      label: 'unidentifiable',
      look: 'Each item is placed by its own true utility, so position is a function of the features: what is due to relevance and what to position cannot be told apart. The marks settle 0.2 to 0.4 logits off (in some worlds far more), mostly too steep, and more data would not help. Then randomise: the next button.',
    },
    randomised: {
      label: 'randomised placement',
      look: 'The same placement, seven tenths of its score now drawn at random: equal items appear at different positions again, and the marks come back to the lines, about 0.1 logits off.',
    },
    underfit: {
      label: 'underfitting tower',
      look: 'Utilities with three sine terms bend too much for the main tower, and the policy ranks without noise. What the tower cannot explain, the table takes up: its slope goes well above 1, it sees more position bias than there is.',
    },
    aligned: {
      label: 'ranked by the truth',
      look: 'The log is ranked by true utility and noise alone. The table is learned as well as ever, yet none of the treatments ranks better than no treatment: what position and relevance share, the model without treatment credits to relevance, and here that is right.',
    },
  },
  /** Of a table: the card in the place of those that need the truth. */
  unknown: { name: 'What is not known of this data' },
  figure: { rmse: 'RMSE, logits', r: 'correlation r', slope: 'slope' },
  course: {
    name: 'Course of the learned bias',
    title: 'All devices, step {{step}}: RMSE {{rmse}}, r {{r}}, slope {{slope}}',
    subtitle: {
      truth:
        'Learned against true [[logit|logits]] of all devices, over the steps. Level line: a perfect table. A [[slope]] above 1 overshoots.',
      best: 'Learned [[logit|logits]] against the [[bestTable|best additive table]], all devices, over the steps. Level line: that table reached. A [[slope]] above 1 overshoots.',
    },
    empty: 'There is no shallow tower in this run, or its log has no positions.',
    step: 'step',
    describe: '{{figure}} from {{from}} at the start to {{to}} at step {{step}}',
  },
  why: {
    name: 'Why the observed CTR misleads',
    title: 'Observed CTR falls from {{observed}}; by bias alone: from {{same}}',
    subtitle:
      'A row: the same items at every position; the mean of all rows is bias alone. A column: the same position for every item. Shade: true P(click). Circles: impressions logged, by area; the more they lie along the diagonal, the more the log mixes both.',
    titleBetween: 'Observed CTR: {{observed}}; by bias alone: {{same}}',
    fall: '{{from}} to {{to}}',
    between: '{{from}} at position 1, {{to}} at position 9',
    relevance: 'relevance',
    band: 'ninth {{band}}',
    column: 'position {{position}}',
    cell: '{{click}}, {{logged}} logged',
    samePosition: 'same position for every item',
    sameItems: 'bias alone (same items at every position)',
    observed: 'observed',
    top: 'true P(click) of each ninth of the items',
    topShort: 'true P(click)',
    belowShort: 'CTR by position',
    right: 'mean of the row',
    point: 'Choose a cell to read it.',
    reading:
      'Ninth {{band}} at position {{position}}: clicked {{click}}, logged {{logged}} times. The same items: {{first}} at position 1, {{last}} at position 9.',
    most: 'most relevant',
    least: 'least relevant',
    mostShort: 'most',
    leastShort: 'least',
    below: 'CTR by position: by bias alone (the same items everywhere), and observed',
    sameItemsShort: 'bias alone',
    observedShort: 'observed',
    describe:
      'Grid of nine bands of relevance by nine positions, with the number of logged impressions in each cell, the CTR by position below and the CTR by relevance at the right. The numbers are in the table that follows.',
  },
  assumption: {
    name: 'How wrong the additive assumption is',
    title:
      'The best table misses P(click) by {{error}} points; the learned one is {{best}} logits from it and {{examination}} from log P(examined)',
    titleError: 'The best table misses P(click) by {{error}} points',
    subtitle:
      'A table adds logits, but these clicks are P([[examination|examined]]) times [[relevance]]. [[bestTable|Best table]]: fitted to the true probabilities, the true relevance given. [[logit|Logits]]; the best table [[centred|begins at 0]], the others have its mean; errors are root mean squares.',
    examination: 'log P(examined)',
    best: 'best table',
    learned: 'learned',
    describe: '{{device}}, by position: examination / best table / learned: {{rows}}',
  },
  editor: {
    name: 'Bias curves',
    title: 'Draw the true position bias',
    subtitle: {
      additive:
        'Logits that each position adds to a click. Draw across a picture, press where a point is to be, drag it, or focus it and use the arrow keys (Page Up and Page Down: half a logit). What you draw is in the link.',
      examination:
        'log P(examined) at each position: 0 means always seen. Draw across a picture, press where a point is to be, drag it, or focus it and use the arrow keys (Page Up and Page Down: one half). What you draw is in the link.',
    },
    strength: 'All of it times {{strength}}, the strength set in the controls.',
    restore: 'Restore curves',
    flat: 'No bias',
    unit: { additive: 'logits', examination: 'log P(examined)' },
    waits: 'dotted: the run, until it is reset',
    curve: 'Bias curve: {{device}}',
    point: '{{device}}, position {{position}}',
  },
  treatment: {
    none: 'no treatment',
    'input-feature': 'input feature',
    adversarial: 'adversarial',
    'shallow-tower': 'shallow tower',
  },
  treatmentHint: {
    none: 'position ignored',
    'input-feature': 'device and position enter the shared layer',
    adversarial: 'a head guesses the position, its gradient reversed; λ ramps up',
    'shallow-tower': 'a logit for each device × position, added to the click’s',
  },
  serve: { missing: 'missing', first: 'position 1', zero: 'zero' },
  metric: {
    lift: { label: 'Lift', hint: 'expected clicks over no treatment, %' },
    ndcg: { label: 'NDCG at 9', hint: 'true click probability' },
    correlation: { label: 'Correlation', hint: 'with the true click logit' },
    logLoss: { label: 'Log loss', hint: 'held out, logged position, nats' },
    calibration: { label: 'Calibration error', hint: 'held out, logged position' },
  },
  treatments: {
    name: 'Four treatments of position bias',
    title: 'Four treatments of position bias, side by side',
    subtitle:
      'All four train on the same logs: the same impressions in the same batches from the same seeds; every seed is a fresh [[world]]. When they rank ([[serving]]), the position is [[missing]]; the [[inputFeature|input feature]] is then given what is chosen below. Dots: means over worlds. Lines and brackets: 95% intervals of the difference from no treatment, paired by world.',
    table: 'Treatments compared',
    worlds: 'Worlds',
    serve: 'Input feature served as',
    start: 'Train all four on the present settings',
    sharedAdded: 'Two of the treatments act on the shared layer, so all four are given one of {{units}} units.',
    knobs: 'Settings of the treatments',
    stored: 'Measured beforehand on {{worlds}} worlds of the setting “{{preset}}”.',
    trained:
      'Trained here on {{worlds}} worlds of {{impressions}} impressions each; measured at step {{step}} of {{steps}}.',
    arm: 'Treatment',
    paper: 'Paper’s claim',
    paperHint: 'Table 2, live engagement',
    claim: '{{lift}}%',
    baseline: 'baseline',
    oracle: 'A ranking by the truth itself would gain {{lift}}%.',
    many: 'Each pair is tested by itself, without a correction for there being six: in about one comparison of four at least one pair looks significant by chance alone. The paper’s figures are its authors’ claim about their platform: another world, not a target.',
  },
  /** On whose worlds, inside a sentence. */
  where: { preset: 'the setting “{{preset}}”', own: 'the setting trained here' },
  contrast: {
    aligned: 'Where no treatment is the best: a log ranked by the truth itself',
    clean: 'Where treatment pays: a log ranked partly by something irrelevant',
    words: '{{verdict}}. Lift in expected clicks over no treatment, in percent: {{lifts}}. Measured beforehand.',
    one: '{{name}} {{mean}} [{{low}}, {{high}}]',
    separator: '; ',
  },
  verdict: {
    soFar: 'So far, at step {{step}} of {{steps}}: no verdict before the end',
    running: 'At the end of the comparison.',
    few: 'Worlds of {{where}}: {{worlds}}, too few for an interval',
    better: 'Higher lift than no treatment over {{worlds}} worlds of {{where}}: {{names}}',
    worse:
      'None of the treatments beats no treatment in lift over {{worlds}} worlds of {{where}}; significantly worse: {{names}}',
    neither: 'None of the treatments’ lifts can be told from no treatment over {{worlds}} worlds of {{where}}',
    sure: { title: 'Significant differences in lift on these worlds', none: 'No pair differs significantly in lift.' },
    open: {
      title: 'No significant difference in lift on these worlds',
      none: 'Every pair differs significantly in lift.',
    },
    waits: 'Waiting for {{worlds}} worlds.',
    pair: '{{better}} over {{worse}}: {{mean}} points [{{low}}, {{high}}]',
  },
  missing: {
    name: 'Serving without a position',
    title: 'What is predicted when the position is missing',
    /** By what the model does with a position, and whether “missing” was ever trained. */
    subtitle: {
      tower:
        'When an item is scored, nobody knows yet where it will be shown: the shallow tower is given “[[missing]]”, which it knows from [[positionDropout|position dropout]].',
      untrained:
        'When an item is scored, nobody knows yet where it will be shown: the shallow tower is given “[[missing]]”, which nothing has taught it here: this run has no [[positionDropout|position dropout]].',
      reads:
        'When an item is scored, nobody knows yet where it will be shown: this model is given “missing” in place of a position.',
      unknown: 'When an item is scored, nobody knows yet where it will be shown.',
      ignores:
        'When an item is scored, nobody knows yet where it will be shown: this model predicts without a position.',
    },
    previous: 'Previous impression',
    next: 'Next impression',
    impression: 'held-out impression {{number}} of {{of}}: {{device}}, shown at position {{position}}',
    row: 'held-out row {{number}} of {{of}}: position {{position}}',
    served: 'served with',
    predicted: 'predicted P(click)',
    predictedOf: 'predicted P({{task}})',
    true: 'true P(click)',
    way: { logged: 'its position, {{position}}', missing: 'missing', first: 'position 1' },
    scale: '0 to 100%: ring predicted, line true',
    scaleAlone: '0 to 100%: ring predicted',
    trueMissing: 'For “missing”, the true value is the mean over the nine positions.',
    error:
      'In this run the “missing” [[logit|logits]] are {{error}} away from the best single logit of each device, with {{rate}} [[positionDropout|position dropout]].',
    noTable: 'This run has no shallow tower, so it has no “missing” logit.',
    dropout: {
      title: 'With and without position dropout',
      hint: 'Without position dropout the “missing” logit is never trained. The error is the mean over devices of its distance from the best single logit.',
      stored: 'Measured beforehand on {{worlds}} worlds of the clean case.',
      trained: 'Trained here on {{worlds}} worlds of {{impressions}} impressions each.',
      soFar: 'So far {{worlds}} of {{of}} worlds of {{impressions}} impressions each.',
      start: 'Train at three rates on the present settings',
      rate: 'Position dropout',
      error: 'error of “missing”, logits',
      scale: '0 to {{most}} logits, a dot per world',
    },
  },
} as const;
