/** Words of every field (`field.<path>.label|hint|choice.<choice>`) and of the units (`unit.<unit>`, filled with `value`). */
export default {
  field: {
    run: {
      world: {
        impressions: {
          label: 'Impressions',
          hint: 'Size of the training log: nine impressions a query, one for each position.',
        },
        sines: {
          label: 'Sine terms',
          hint: 'How far each task’s true utility bends away from a straight line; 0 is linear.',
        },
        cosineWithin: {
          label: 'Cosine within groups',
          hint: 'Likeness of the two tasks of a group: the cosine between their true weight vectors.',
        },
        cosineAcross: {
          label: 'Cosine across groups',
          hint: 'Likeness of engagement and satisfaction: 1 is the same wish, 0 unrelated, −1 opposed.',
        },
        randomness: {
          label: 'Log randomness',
          hint: 'Share of pure noise in the scores by which the logging policy ranked.',
        },
        misalignment: {
          label: 'Log misalignment',
          hint: 'How far the logging policy ranks by an item direction that no task cares about.',
        },
        biasStrength: {
          label: 'Position bias',
          hint: 'Multiplies the true position bias of every device; 0 removes it.',
        },
        clickModel: {
          label: 'Click model',
          hint: 'Additive: the bias adds to the click logit, as the shallow tower assumes. Examination: it multiplies the probability, and the tower’s assumption is wrong.',
          choice: { additive: 'additive', examination: 'examination' },
        },
        labels: {
          label: 'Labels observed on',
          hint: 'Whether watch time, like and rating are known for every impression or only for clicked ones.',
          choice: { all: 'all', clicked: 'clicked' },
        },
        logging: {
          label: 'Logging',
          hint: 'Ranked: the top nine of each query’s candidates. By quantile: position is a function of the score, so bias cannot be told from relevance. None: no positions.',
          choice: { ranked: 'ranked', quantile: 'by quantile', none: 'no positions' },
        },
        simplerSatisfaction: {
          label: 'Simpler satisfaction',
          hint: 'How many sine terms fewer the utilities of like and rating have than those of click and watch time; 0 = as many.',
        },
        sharedPhases: {
          label: 'Sine phases shared by',
          hint: 'Whether the sine terms of the utilities have the same phases inside a task group or in all four tasks.',
          choice: { group: 'group', all: 'all tasks' },
        },
        heldOut: {
          label: 'Held-out impressions',
          hint: 'Impressions of other queries, never trained on: every picture is measured on them.',
        },
        candidates: {
          label: 'Candidates per query',
          hint: 'How many items the logging policy ranks for each query; the first nine are shown.',
        },
        queryFeatures: {
          label: 'Query features',
          hint: 'Normal features of the user and context, shared by all candidates of a query.',
        },
        itemFeatures: { label: 'Item features', hint: 'Normal features of each candidate.' },
        clickGain: {
          label: 'Click gain',
          hint: 'Logits that one standard deviation of utility adds to a click: how predictable clicks are.',
        },
        clickOffset: {
          label: 'Click offset',
          hint: 'Click logit of an average candidate at position 1: how frequent clicks are.',
        },
        likeGain: { label: 'Like gain', hint: 'Logits that one standard deviation of utility adds to a like.' },
        regressionNoise: {
          label: 'Label noise',
          hint: 'Standard deviation of the noise on watch time and rating, in units of the raw utility.',
        },
        biasCurves: { label: 'Bias curves', hint: 'True position bias for each device and position, in logits.' },
      },
      model: {
        kind: {
          label: 'Architecture',
          hint: 'MMoE: one gate a task. One gate: all tasks share it. Shared bottom: a single expert without gates.',
          choice: { mmoe: 'MMoE', omoe: 'one gate', 'shared-bottom': 'shared bottom' },
        },
        experts: { label: 'Experts', hint: 'Networks that the gates mix; a shared bottom always has one.' },
        expertUnits: { label: 'Units per expert', hint: 'ReLU units in each expert.' },
        sharedUnits: {
          label: 'Shared layer',
          hint: 'ReLU units below experts and gates; 0 lets them read the input directly.',
        },
        towerUnits: { label: 'Tower units', hint: 'ReLU units in each task’s tower; 0 makes the towers linear.' },
        biasHandling: {
          label: 'Bias handling',
          hint: 'Shallow tower: a logit for each device and position, added to the click logit in training and set to “missing” at serving.',
          choice: {
            none: 'none',
            'input-feature': 'input feature',
            adversarial: 'adversarial loss',
            'shallow-tower': 'shallow tower',
          },
        },
        initScale: { label: 'Initial weights', hint: 'Multiplies the size of all initial weights except the gates’.' },
        gateInitScale: {
          label: 'Initial gate weights',
          hint: 'Multiplies the size of the gates’ initial weights; 0 starts every gate uniform.',
        },
        identicalExperts: {
          label: 'Identical experts',
          hint: 'Starts all experts with the same weights, a symmetry that training alone never breaks.',
        },
      },
      training: {
        gateDropout: {
          label: 'Gate dropout',
          hint: 'Chance that a gate ignores an expert for an example; the other weights are renormalised. Only the second model has it.',
        },
        positionDropout: {
          label: 'Position dropout',
          hint: 'Share of training impressions whose position is set to “missing”, the value used at serving.',
        },
        learningRate: {
          label: 'Learning rate',
          hint: 'Size of the optimizer’s steps at the start; too large a rate makes the run diverge.',
        },
        optimizer: {
          label: 'Optimizer',
          hint: 'How gradients become steps: SGD as they are, Adagrad and Adam scaled for each parameter.',
          choice: { sgd: 'SGD', adagrad: 'Adagrad', adam: 'Adam' },
        },
        workers: {
          label: 'Asynchronous workers',
          hint: 'Simulated workers with stale parameters; 1 is synchronous. More of them polarize gates and kill ReLUs.',
        },
        batch: { label: 'Batch size', hint: 'Impressions in one training step.' },
        steps: { label: 'Length of the run', hint: 'Training steps; the learning-rate decay ends there.' },
        l2: {
          label: 'L2 penalty',
          hint: 'Pulls every weight matrix towards zero: this factor times the weight is added to its gradient.',
        },
        decayTo: {
          label: 'Decay to',
          hint: 'Learning rate at the end of the run relative to the start, reached linearly; 1 keeps it constant.',
        },
        mask: {
          label: 'Gate dropout drawn per',
          hint: 'A dropout mask of its own for each example, or one for the whole batch.',
          choice: { example: 'example', batch: 'batch' },
        },
        tableRate: {
          label: 'Shallow tower’s rate',
          hint: 'Learning-rate factor of the shallow tower’s table of position × device.',
        },
        gateRate: { label: 'Gates’ rate', hint: 'Learning-rate factor of the gates.' },
        adversarialWeight: {
          label: 'Adversarial weight',
          hint: 'λ of the reversed gradient, growing over the first half of the run; only for the adversarial loss.',
        },
        taskWeights: { label: 'Task weights', hint: 'Factor of each task’s loss in the sum that is minimised.' },
      },
      threshold: {
        label: 'Unused below',
        hint: 'An expert counts as unused by a gate when its mean utilization is below this.',
      },
      seeds: {
        data: { label: 'Data', hint: 'Draws the platform and its two logs.' },
        init: { label: 'Initial weights', hint: 'Draws the initial weights, the same for both models.' },
        dropout: { label: 'Dropout', hint: 'Draws which experts and positions are dropped.' },
        batch: { label: 'Batch order', hint: 'Draws the order of the impressions, the same for both models.' },
      },
    },
    view: {
      chapter: {
        label: 'Chapter',
        hint: 'What the page shows.',
        choice: { train: 'Train', gates: 'Gates', polarization: 'Polarization', 'position-bias': 'Position bias' },
      },
      speed: {
        label: 'Speed',
        hint: 'Training steps a second.',
        choice: { '2': '2 steps/s', '10': '10 steps/s', '30': '30 steps/s', '100': '100 steps/s', '0': 'full speed' },
      },
      arm: {
        label: 'Model shown',
        hint: 'Which of the two models the pictures of a single model show.',
        choice: { '0': 'without gate dropout', '1': 'with gate dropout' },
      },
      device: {
        label: 'Device',
        hint: 'Which device’s positions are shown.',
        choice: { pooled: 'all devices', phone: 'phone', desktop: 'desktop', tv: 'TV' },
      },
    },
  },
  unit: {
    none: '{{value}}',
    percent: '{{value}}%',
    logits: '{{value}} logits',
    times: '{{value}}×',
    steps: '{{value}} steps',
    impressions: '{{value}} impressions',
    units: '{{value}} units',
    experts: '{{value}} experts',
    workers: '{{value}} workers',
    stepsPerSecond: '{{value}} steps/s',
    terms: '{{value}} terms',
    features: '{{value}} features',
    candidates: '{{value}} candidates',
    deviations: '{{value}} σ',
  },
  /** Short mark beside a number that is being typed; empty where the label says it already. */
  unitMark: {
    none: '',
    percent: '%',
    logits: 'logits',
    times: '×',
    steps: 'steps',
    impressions: '',
    units: 'units',
    experts: '',
    workers: '',
    stepsPerSecond: '',
    terms: '',
    features: '',
    candidates: '',
    deviations: 'σ',
  },
} as const;
