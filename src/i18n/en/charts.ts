/** The charts: titles that state what is seen, units, switches, data tables. */
export default {
  expert: 'expert {{expert}}',
  step: 'step',
  /** In the place of what only the synthetic platform knows. */
  noTruth: {
    bias: '{{name}} has no known truth: shown are what was observed at each position and what was learned of it; there is no true bias to compare them with.',
    clicks: '{{name}} has no known truth: labels and predictions are shown, and no expected clicks.',
    platform: '{{name}} has no known truth, which this needs: it is measured on the synthetic platform.',
    /** Of a study that takes model and training from the run. */
    study:
      '{{name}} has no known truth, which this needs: it is measured on the synthetic platform, with the model and training of the present run.',
    /** Needs no truth, but its results are of the platform. */
    cures:
      'Cures are measured on the synthetic platform, not on {{name}}: “your settings” are the model and the training of the present run, there.',
    relevance:
      '{{name}} has no known truth: what the model predicts at each position is shown, and not how likely it really is.',
    /** Of the cards that have nothing to show without it. */
    cards:
      '{{name}} has no known truth. What needs one is not shown: true rates by relevance and position, the error of the learned bias over the steps, the best additive table, and the editor of the true curves.',
    serve:
      '{{name}} has rows, and no queries with candidates whose clicks are known: there is nothing here that could be ranked and answered.',
    noPositions: '{{name}} has no positions: no position bias can be observed in it, or learned from it.',
    noClicks:
      '{{name}} has positions, but no binary task whose rate could be read off by position: there is no position bias to see.',
  },
  yes: 'yes',
  no: 'no',
  interval: '{{mean}} [{{low}}, {{high}}]',
  data: {
    button: 'Data',
    open: 'Data: {{chart}}',
    title: '{{chart}}: data',
    close: 'Close the data',
    caption: 'Step {{step}}',
    captionThinned: 'Step {{step}}; {{shown}} of {{rows}} rows, the file has them all',
    download: 'Download CSV',
  },
  /** A card's picture and numbers as files. */
  take: {
    open: 'Take out: {{card}}',
    svg: 'Picture, SVG',
    png: 'Picture, PNG',
    csv: 'Numbers, CSV',
    nothing: 'Nothing is drawn here yet.',
    all: 'All of this chapter',
    report: 'Report of this chapter (HTML)',
    chapter: 'All of this chapter (ZIP)',
    settings: 'Settings (JSON)',
  },
  /** Marks on curves: what was changed while the run trained. */
  changes: { one: '{{field}} {{value}}', several: '{{number}} changes' },
  arm: {
    label: 'Model shown',
    /** The two models by their letters; of two that are one, no letter. */
    named: '{{letter}} · {{words}}',
    labelled: '{{letter}} · {{words}}',
    /** A title of one of the two. */
    title: '{{letter}}: {{title}}',
    without: 'no dropout',
    /** Of A, where B has cures beside dropout or instead of it. */
    uncured: 'no cure',
    plus: '{{first}} + {{second}}',
    more: '{{first}} +{{count}}',
    with: '{{rate}} dropout',
    twin: 'no dropout either',
    both: 'A and B',
    changed: 'dropout ({{rates}})',
    noGates: 'no gates',
  },
  /** What model B may be trained with beside gate dropout: inside of a sentence, and in a label. */
  cure: {
    activation: { leaky: 'leaky ReLU', swish: 'Swish' },
    full: {
      lossFree: 'loss-free balancing {{value}}',
      importance: 'importance loss {{value}}',
      switchLoss: 'Switch loss {{value}}',
      entropy: 'entropy bonus {{value}}',
      zLoss: 'z-loss {{value}}',
      logitL2: 'L2 on gate logits {{value}}',
      temperature: 'gate temperature {{value}}',
      annealed: 'gate temperature {{value}} → 1',
      cap: 'logit cap {{value}}',
      noise: 'noise on gate logits {{value}}',
      gateKind: 'sigmoid gates',
      gateRate: 'gate rate × {{value}}',
      zeroGates: 'gates from zero',
      uniform: 'uniform gates',
      activation: '{{activation}}',
      expertActivation: '{{activation}} experts',
      sharedActivation: '{{activation}} in the shared layer',
      layerNorm: 'layer norm',
      rate: 'rate × {{value}}',
      decayTo: 'rate decaying to {{value}}',
      warmUp: '{{value}} steps of warm-up',
      clip: 'clipping at {{value}}',
      stalenessAware: 'staleness-aware rate',
    },
    short: {
      lossFree: 'loss-free {{value}}',
      importance: 'importance {{value}}',
      switchLoss: 'Switch {{value}}',
      entropy: 'entropy {{value}}',
      zLoss: 'z-loss {{value}}',
      logitL2: 'logit L2 {{value}}',
      temperature: 'temp. {{value}}',
      annealed: 'temp. {{value}} → 1',
      cap: 'cap {{value}}',
      noise: 'noise {{value}}',
      gateKind: 'sigmoid',
      gateRate: 'gate rate × {{value}}',
      zeroGates: 'gates from 0',
      uniform: 'uniform',
      activation: '{{activation}}',
      expertActivation: '{{activation}} experts',
      sharedActivation: '{{activation}} shared',
      layerNorm: 'layer norm',
      rate: 'rate × {{value}}',
      decayTo: 'decay {{value}}',
      warmUp: 'warm-up {{value}}',
      clip: 'clip {{value}}',
      stalenessAware: 'by staleness',
    },
  },
  /** A setting that was changed while the model trained: all its values, in their order. */
  trained: {
    from: '{{value}} from step {{step}}',
    then: ', ',
    many: '{{first}}, then {{changes}} changes, {{last}} from step {{step}}',
  },
  gates: {
    name: 'Gate weights per task',
    nameOne: 'Weights of the one gate',
    subtitle:
      '{{impressions}} [[heldOut|held-out]] [[impression|impressions]]: shape = all, dot = mean, dashes = equal shares. [[effectiveEach|Effective experts]]: e to the entropy of the weights (1 = one expert, {{experts}} = all alike).',
    subtitle_table:
      '{{impressions}} [[heldOut|held-out]] rows: shape = all, dot = mean, dashes = equal shares. [[effectiveEach|Effective experts]]: e to the entropy of the weights (1 = one expert, {{experts}} = all alike).',
    none: 'A shared bottom has one expert and no gates: every task uses all of it. Choose MMoE in the controls to see gates.',
    effective: '{{each}}/example · {{whole}} mean',
    gate: 'the {{task}} gate',
    oneGate: 'the one gate',
    allTasks: 'all tasks',
    experts: 'Experts of {{gate}}',
    view: 'Gates shown',
    now: 'now',
    overTime: 'over time',
    describe: '{{gate}}. Effective experts: {{effective}}. Mean weight of each expert: {{weights}}.',
    title: {
      none: 'A shared bottom has no gates',
      one: 'The one gate that all tasks share uses {{count}} of {{experts}} experts per example',
      hidden: 'The {{task}} gate’s mean weights spread over {{whole}} experts, but a single example uses {{each}}',
      groups: {
        satisfaction: 'In this run, satisfaction gates use {{few}} experts per example, engagement gates {{many}}',
        engagement: 'In this run, engagement gates use {{few}} experts per example, satisfaction gates {{many}}',
      },
      even: 'All four gates still use nearly every expert: {{count}} of {{experts}} per example',
      /** Of fewer than four gates. */
      evenOf: 'All gates ({{gates}}) still use nearly every expert: {{count}} of {{experts}} per example',
      evenOwnOf: 'All gates ({{gates}}) still use nearly every expert that they may use',
      evenOwn: 'All four gates still use nearly every expert that they may use',
      noChoice: 'Each gate may use one expert only: there is nothing to choose',
      /** Of the only task that there is. */
      only: 'The {{task}} gate uses {{count}} of {{experts}} experts per example',
      narrowest: 'The {{task}} gate is the narrowest: {{count}} of {{experts}} experts per example',
    },
    column: {
      task: 'Task',
      expert: 'Expert',
      mean: 'Mean weight',
      least: 'Share of examples with weight < 1/32',
      low: '1/32 to 1/8',
      middle: '1/8 to 1/2',
      high: '1/2 to 7/8',
      most: '7/8 or more',
      each: 'Effective experts per example',
      whole: 'Effective experts of the mean weights',
    },
  },
  gateHistory: {
    name: 'Gate weights over time',
    nameOne: 'Weights of the one gate over time',
    subtitle:
      'Mean [[gateWeight|gate weight]] on [[heldOut|held-out]] impressions, {{arm}}; expert 1 on top. Below: [[effectiveMean|effective experts]] (e to the entropy: 1 = one, {{experts}} = all alike), per example (solid) and of the mean weights (dashed).',
    subtitle_table:
      'Mean [[gateWeight|gate weight]] on [[heldOut|held-out]] rows, {{arm}}; expert 1 on top. Below: [[effectiveMean|effective experts]] (e to the entropy: 1 = one, {{experts}} = all alike), per example (solid) and of the mean weights (dashed).',
    describe:
      '{{gate}} over the steps. Effective experts at the step shown: {{effective}}. Mean weight of each expert there: {{weights}}.',
    title: {
      start: 'Gates over time: nothing has been trained yet',
      startOne: 'The one gate over time: nothing has been trained yet',
      atStart: 'Gates over time: the step shown is the start',
      atStartOne: 'The one gate over time: the step shown is the start',
      steady: 'After {{steps}} steps the gates still spread as at the start',
      steadyOne: 'After {{steps}} steps the one gate still spreads as at the start',
      narrowed: 'The {{task}} gate has narrowed from {{from}} to {{to}} experts per example',
      widened: 'The {{task}} gate has widened from {{from}} to {{to}} experts per example',
      narrowedOne: 'The one gate has narrowed from {{from}} to {{to}} experts per example',
      widenedOne: 'The one gate has widened from {{from}} to {{to}} experts per example',
    },
  },
  polarization: {
    name: 'Polarization with and without dropout',
    nameCures: 'Polarization with and without cures',
    definition:
      '[[polarized|Polarized]]: a gate with at least {{limit}} of {{experts}} experts under {{threshold}} mean weight.',
    /** Where gates may not use every expert. */
    definitionOwn:
      '[[polarized|Polarized]]: a gate with at least 5/8 (never all) of the experts that it may use under {{threshold}} mean weight. No cell: it may not use the expert.',
    polarized: 'polarized',
    notPolarized: 'not polarized',
    count: '{{unused}} of {{experts}}',
    describe: '{{arm}}: {{verdict}}. {{counts}}.',
    gate: 'the {{task}} gate',
    gates: '{{number}} gates',
    oneGate: 'the one gate',
    threshold: 'unused: under',
    dead: '[[deadExpert|dead]]',
    chosen:
      'This seed was chosen: of {{runs}} fresh ones, {{without}} polarize without dropout (as A), {{with}} with it (as B).',
    title: {
      same: 'Both models were trained without dropout: they are the same',
      start: 'Two models, the same weights: no gate is polarized at the start',
      startUniform: 'Nothing trained yet: the gates of A are as drawn, those of B uniform',
      startPolarized: 'Two models, the same weights: {{gates}} polarized before any training',
      notYet: 'No gate is polarized yet, in A or in B',
      neither: 'In this run no gate polarized, in A or in B',
      without: 'A: {{gates}} polarized; B: none',
      with: 'B: {{gates}} polarized; A: none',
      both: 'Polarized gates: {{without}} in A, {{with}} in B',
      bothOne: 'The one gate polarized in A and in B',
    },
    column: {
      model: 'Model',
      gate: 'Gate',
      unused: 'Experts under {{threshold}}',
      polarized: 'Gate polarized',
      dead: 'Dead experts of the model',
    },
  },
  bias: {
    name: 'Position bias',
    subtitle: {
      truth: 'Lines: the truth. Above, dots: observed; below, open marks: learned{{by}}.',
      observed: 'Lines: the truth; dots: observed.',
      best: 'Above, lines: the truth, dots: observed; below, lines: the best table, open marks: learned{{by}}.',
      none: 'Above, dots: observed; below, open marks: learned{{by}}.',
      observedAlone: 'Dots: observed.',
    },
    /** Which of the two models, where they differ. */
    by: ' ({{arm}})',
    device: 'Device',
    pooled: 'all',
    ctr: 'CTR, observed with 95% interval',
    /** Of a table: how often its first task is 1. */
    rate: '{{task}}: observed rate with 95% interval',
    observed: 'observed',
    relevance: 'relevance alone',
    biasAlone: 'bias alone',
    /** Where its zero is. */
    logits: {
      truth: 'bias (logits; the truth begins at 0)',
      best: 'bias (logits; the best table begins at 0)',
      none: 'bias (logits; begins at 0)',
    },
    position: 'position',
    pair: {
      truth: 'learned {{learned}}, true {{truth}}',
      best: 'learned {{learned}}, best {{truth}}',
      none: 'learned {{learned}}',
    },
    figures: 'RMSE {{rmse}} logits · r {{r}}',
    noPositions:
      'This log has no positions, so there is no position bias to see or to learn. Choose ranked logging in the controls.',
    noTower: {
      none: 'This model does nothing about position bias: it has learned no logits per position to compare with the truth.',
      'input-feature':
        'This model has the position as an input feature: it has no separate logits per position to compare with the truth. The shallow tower has.',
      adversarial:
        'This model unlearns the position by an adversarial loss: it has no separate logits per position to compare with the truth. The shallow tower has.',
      noTruth: 'This model has no separate logits per position to show. The shallow tower has.',
    },
    describeCtr: 'Click-through rate by position, {{device}}; observed / relevance alone / bias alone. {{rates}}.',
    describeObserved: 'Rate of {{task}} by position, {{device}}, as observed. {{rates}}.',
    describeLearned: {
      truth: 'Position logits for positions 1 to 9, learned / true. {{logits}}.',
      best: 'Position logits for positions 1 to 9, learned / best additive table. {{logits}}.',
      none: 'Learned position logits for positions 1 to 9. {{logits}}.',
    },
    describeSpark: 'Error of the learned bias over the steps, all devices, from {{from}} to {{to}} logits.',
    title: {
      learned: {
        truth: '{{bias}}: {{rmse}} logits from the truth',
        best: '{{bias}}: {{rmse}} logits from the best additive table',
        none: '{{bias}}: positions differ by up to {{span}} logits',
      },
      /** Whose. */
      bias: { all: 'Learned bias', one: 'Learned bias, {{device}}' },
      untrained: 'Learned bias: untrained, every position alike',
      observed: 'What was clicked mixes relevance and position',
      observedAlone: 'Rates by position mix relevance and position',
      noPositions: 'A log without positions',
      /** Of a table whose first task is no yes or no. */
      noRate: 'Positions, and no rate to read off by them',
    },
    column: {
      device: 'Device',
      position: 'Position',
      impressions: 'Impressions',
      observed: 'Observed CTR',
      rate: 'Observed rate',
      low: '95% from',
      high: '95% to',
      relevance: 'Relevance alone',
      bias: 'Bias alone',
      given: 'True bias (logits)',
      truth: { truth: 'True, from position 1', best: 'Best table, from position 1' },
      learned: { beside: 'Learned, same mean', alone: 'Learned, from position 1' },
      rmse: 'RMSE (logits, all devices)',
    },
  },
  curves: {
    name: 'Held-out loss per task',
    subtitle: 'Thick: {{thick}}; thin: {{thin}}; values: {{letter}}.',
    same: 'Both models are the same, and so are their lines.',
    peak: 'peak {{value}} ↑',
    what: 'Measure',
    short: { relative: 'relative', loss: 'loss', auc: 'AUC' },
    kind: {
      relative: 'Held-out loss relative to step 0',
      loss: 'Held-out loss',
      auc: 'Held-out area under the ROC curve',
    },
    unit: {
      relative: 'held-out loss, 1 = start',
      entropy: 'cross entropy (nats)',
      squared: 'squared error (σ²)',
      auc: 'AUC',
    },
    describe: '{{what}}, now: {{values}}.',
    title: {
      start: 'Held-out loss, before training',
      flat: 'Loss: after {{step}} steps no task is below its start',
      fell: 'Loss: {{most}} down to {{mostTo}}, {{least}} at {{leastTo}}',
      rose: '{{task}}: loss {{by}} above its start',
      /** Of the only task that there is. */
      fellOne: 'Loss: {{most}} down to {{mostTo}}',
      auc: 'AUC: {{each}}',
      aucUntrained: 'AUC, untrained: {{each}}',
      aucOf: '{{task}} {{auc}}',
      noAuc: 'No task here is yes or no: there is no AUC',
    },
    column: {
      loss: '{{task}}, {{model}} ({{unit}})',
      auc: '{{task}}, {{model}} (AUC)',
      r2: '{{task}}, {{model}} (R²)',
    },
    /** Beside a held-out squared error. */
    r2: 'R² {{value}}',
  },
} as const;
