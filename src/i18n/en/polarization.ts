/** The Polarization chapter: the race, its rates, costs, sweeps and failures. */
export default {
  regime: {
    label: 'Setting',
    async: 'asynchronous Adagrad: the paper’s story',
    adam: 'Adam, small weights: polarizes most reliably',
    default: 'the run this page opens with',
    controls: 'as set in the controls',
    /** Of results: the controls may have been moved since. */
    controlsThen: 'as the controls were set when it began',
  },
  data: { label: 'Data', synthetic: 'the synthetic platform', census: 'Census-Income', own: 'a file of one’s own' },
  /** The same in titles, which have little room; of the controls, too, as they were. */
  short: {
    async: 'Adagrad',
    adam: 'Adam, small weights',
    default: 'as the page opens',
    controlsThen: 'the controls as they were',
  },
  /** A title, and in which setting that holds. */
  titled: '{{title}} ({{setting}})',
  /** A setting on other data than the platform. */
  regimeOn: '{{regime}}, on {{data}}',
  arms: { label: 'Compare', dropout: 'without and with gate dropout', story: 'sync, async, async with dropout' },
  arm: {
    without: 'no gate dropout',
    with: '{{dropout}} gate dropout',
    synchronous: 'synchronous',
    asynchronous: '{{workers}} workers',
    asynchronousWith: '{{workers}} workers with {{dropout}} dropout',
  },
  /** Before the numbers of the next race. */
  own: 'For a race here:',
  seeds: 'Seeds',
  seedBase: 'First seed',
  steps: 'Steps',
  dropout: 'Dropout',
  start: 'Run the race',
  export: 'Export JSON',
  madeWith: 'Shown: {{regime}}; {{steps}} steps; first seed {{first}}.',
  rows: 'Every seed draws its own {{drawn}} of the {{all}} training rows and is measured on {{heldOut}} held-out ones.',
  onCensus:
    'Synchronous Adam with small weights is what shows it on these data; asynchronous Adagrad is of no use here, because experts die in most runs: choose it and see.',
  differs: {
    none: 'All other settings are those of the controls.',
    all: 'Not as in the controls: {{names}}',
    more: 'Not as in the controls: {{names}} and {{count}} more',
    one: '{{field}}: {{here}} here, {{controls}} in the controls',
    curve: '{{field}}: others here than in the controls',
  },
  nothing: 'Nothing is stored for this comparison: run the race.',
  sort: { label: 'Order', seed: 'by seed', largest: 'by largest mean', unused: 'by experts unused' },
  filter: { label: 'Show', all: 'all', polarized: 'polarized', dead: 'with dead experts' },
  threshold: 'Unused below',
  race: {
    name: 'The race',
    title: 'Polarized: {{arms}}',
    soFar: 'So far, at step {{step}} of {{steps}}: {{arms}}',
    armTitle: '{{arm}} {{k}} of {{n}}',
    before: 'How often do gates polarize?',
    noGates: 'A shared bottom has no gates: there is nothing that could polarize',
    subtitle:
      'A picture is one model: rows are tasks, columns are experts, and the stronger a cell’s colour, the more the task’s gate uses the expert on [[heldOut|held-out]] [[impression|impressions]]. A seed has the same data and [[initialWeights|initial weights]] in every group.',
    subtitle_table:
      'A picture is one model: rows are tasks, columns are experts, and the stronger a cell’s colour, the more the task’s gate uses the expert on [[heldOut|held-out]] rows. A seed has the same data and [[initialWeights|initial weights]] in every group.',
    subtitleOne:
      'A picture is one model: columns are experts, and the stronger a cell’s colour, the more the one gate that all tasks share uses the expert on [[heldOut|held-out]] [[impression|impressions]]. A seed has the same data and [[initialWeights|initial weights]] in every group.',
    subtitleOne_table:
      'A picture is one model: columns are experts, and the stronger a cell’s colour, the more the one gate that all tasks share uses the expert on [[heldOut|held-out]] rows. A seed has the same data and [[initialWeights|initial weights]] in every group.',
    noStep: 'not measured yet',
    at: '{{k}} of {{n}} polarized at step {{step}}',
    mixed: '{{k}} of {{n}} polarized, {{there}} at step {{step}}',
    noneShown: 'No run of this group is of this kind.',
    legend:
      'A frame with a square at its corner: a gate that hardly uses most of its experts. A round dot at the other corner: a [[deadExpert|dead expert]]. A cross: [[divergence|diverged]].',
  },
  run: {
    waiting: 'Seed {{seed}}: not measured yet',
    diverged: 'Seed {{seed}}: diverged',
    seed: 'Seed {{seed}}: {{facts}}',
    polarized: 'polarized: {{gates}}',
    one: 'its gate polarized',
    calm: 'not polarized',
    measures: 'unused experts: {{unused}} at most, largest mean weight {{largest}}',
    dead: 'dead experts: {{number}}',
  },
  opened: {
    without:
      'Seed {{seed}} once more from its beginning, as model A (without gate dropout), for {{steps}} steps, beside its twin B (with it).',
    with: 'Seed {{seed}} once more from its beginning, as model B (with gate dropout), for {{steps}} steps, beside its twin A (without).',
  },
  rates: {
    name: 'Rates',
    title: 'How often it happened',
    soFar: 'So far, at step {{step}} of {{steps}}',
    subtitle:
      'Share of runs, with [[interval|Wilson’s 95% interval]]. Move the threshold above: the counts follow, nothing is trained again.',
    arm: 'Group',
    z5: 'Polarized',
    z5Hint: 'a gate leaves at least {{five}} of {{experts}} under {{threshold}}',
    z6: 'Strongly polarized',
    /** Where gates may not use every expert. */
    z5HintOwn: 'a gate leaves at least 5/8 of its experts under {{threshold}}',
    z6HintOwn: 'a gate leaves at least 6/8 of its experts under {{threshold}}',
    z6Hint: 'a gate leaves at least {{six}} of {{experts}} under {{threshold}}',
    m9: 'Dominated',
    m9Hint: 'one expert over 90%',
    lowEntropy: 'Nearly one-hot',
    lowEntropyHint:
      'fewer than {{low}} effective experts per example (e to the entropy of its weights: 1 = one expert)',
    dead: 'Dead expert',
    deadHint: 'always at 0; counted apart',
    byGate: 'Which gates polarize',
    diverged: 'Diverged',
    count: '{{k}}/{{n}}',
    interval: '{{low}} to {{high}}',
    told: '{{rate}} ({{count}}, {{interval}})',
    fisherOnly: 'Fisher’s exact test',
    fisher: 'Fisher: {{a}} / {{b}}',
    p: 'p {{p}}',
  },
  outcome: {
    going: 'The race is still on: what may be concluded is said at its end.',
    dropout: {
      fewer:
        'With {{dropout}} gate dropout {{k2}} of {{n2}} runs polarized, without it {{k1}} of {{n1}}: fewer, and hardly by chance (Fisher’s exact p {{p}}).',
      more: 'With {{dropout}} gate dropout more runs polarized ({{k2}} of {{n2}}) than without ({{k1}} of {{n1}}), hardly by chance (p {{p}}): here dropout made it worse.',
      chance:
        'Without gate dropout {{k1}} of {{n1}} runs polarized, with {{dropout}} {{k2}} of {{n2}}. Such a difference may well be chance (Fisher’s exact p {{p}}): these runs show no effect of dropout. More seeds might.',
      same: 'Without gate dropout {{k1}} of {{n1}} runs polarized, with {{dropout}} {{k2}} of {{n2}}: these runs show no effect of dropout.',
      none: 'No run polarized, with or without dropout: there was nothing to prevent here.',
    },
    workers: {
      more: 'Asynchronous training with {{workers}} workers polarized {{k2}} of {{n2}} runs, synchronous training {{k1}} of {{n1}}: staleness does it (p {{p}}).',
      fewer:
        'Asynchronous training polarized fewer runs ({{k2}} of {{n2}}) than synchronous training ({{k1}} of {{n1}}; p {{p}}): the opposite of the paper’s story.',
      chance:
        'Synchronous: {{k1}} of {{n1}} polarized; {{workers}} asynchronous workers: {{k2}} of {{n2}}. The difference may be chance (p {{p}}).',
      same: 'Synchronous: {{k1}} of {{n1}} polarized; {{workers}} asynchronous workers: {{k2}} of {{n2}}. These runs show no effect of staleness.',
      none: 'Neither synchronous nor asynchronous runs polarized.',
    },
    left: {
      reduces: 'Dropout reduces polarization; it does not abolish it: {{k}} of {{n}} runs polarized in spite of it.',
      stays: 'Dropout does not abolish polarization: {{k}} of {{n}} runs polarized in spite of it.',
    },
    dead: {
      only: 'Dead experts: in none of {{n1}} runs without dropout, in {{k2}} of {{n2}} with it (p {{p}}).',
      stays:
        'Dead experts: in {{k1}} of {{n1}} runs without dropout, in {{k2}} of {{n2}} with it (p {{p}}). With dropout experts die, too.',
      some: 'Dead experts: in {{k1}} of {{n1}} runs without dropout, in none of {{n2}} with it (p {{p}}).',
    },
    diverged: '{{k}} of {{n}} runs diverged: they are left out of the shares.',
    chosen:
      'This setting was chosen among dozens because gates polarize in it. Its rate is no independent repetition of the paper’s 20%.',
    elsewhere:
      'This setting was chosen on the synthetic platform, not on these data: that gates polarize here as well was not what it was chosen for.',
    paper:
      'The paper’s claim, for comparison: gates polarized in 20% of its distributed runs, and in none with 10% dropout on the gates (Zhao et al. 2019).',
  },
  costs: {
    name: 'What it costs',
    title: 'A polarized gate costs its task: {{tasks}}',
    soFar: 'So far: costs are judged when the race has ended',
    titleOne: 'What the one gate’s polarization costs: {{tasks}}',
    titleNone: 'No cost of polarization is certain from these runs',
    titleDropout: 'dropout itself costs: {{tasks}}',
    and: '; ',
    hurt: '{{task}} {{change}}',
    subtitle:
      'Change of the held-out loss, paired within data sets: dot = geometric mean of the ratios, line = 95% interval ([[student|Student’s t]]; where the gate polarized, Welch’s). The title names a cost only where the interval, widened for all these comparisons at once ([[bonferroni|Bonferroni]]), still lies above zero.',
    polarized: 'A polarized gate against one that is not, at equal dropout',
    dropout: 'Gate dropout itself, at equal polarization',
    none: 'no such pair',
    one: '{{change}}, too few pairs to say more',
    told: '{{change}} ({{low}} to {{high}}), {{n}} pairs',
    note: 'A pair is one data set, trained without and with dropout. What dropout itself costs comes from pairs in which the gate polarized both times or neither; what polarization costs, from pairs in which it polarized once, after taking off what dropout does by itself.',
  },
  /** One table of all stored settings, and what they say together. */
  same: {
    name: 'The same question, setting by setting',
    before: 'Is collapse bad, and how much does dropout help?',
    title:
      'It depends on the setting: {{fewest}} to {{most}} of the runs polarize without dropout, {{least}} to {{still}} with it',
    subtitle:
      'A row is a setting of which results are stored. [[polarized|Polarized]]: a gate with at least 5 of 8 experts under 1% mean weight; line: Wilson’s 95% [[interval]]. Loss: change of the [[heldOut|held-out]] [[loss]] against the same seeds without dropout (or with gates), over all tasks, with [[student|Student’s]] 95% interval.',
    setting: 'Setting',
    without: 'Polarized, no dropout',
    dropout: 'Polarized, 10% dropout',
    loss: 'Loss with dropout',
    noGate: 'Loss with no gate at all',
    noGateHint: 'every expert weighs the same',
    facts: '{{optimizer}} {{rate}}, {{workers}}, {{steps}} steps, {{seeds}} seeds',
    synchronous: 'synchronous',
    source: 'Stored',
    cures: '“Cures”, from seed {{from}} on',
    race: 'race, from seed {{from}} on: {{k1}} and {{k2}} of {{n}}',
    paper: {
      setting: 'the paper’s claim',
      facts: 'many workers, a live video site',
      without: '20%',
      dropout: '0%',
      source: 'Zhao et al. 2019, section 5.2',
    },
    question: { harm: 'Is collapse bad?', help: 'How much does dropout help?', price: 'What does dropout cost?' },
    cost: {
      open: 'Whether a polarized gate costs its task anything is open here: in the races that are stored the held-out loss changes by {{least}} to {{most}}, and of these {{n}} figures (one a race and task) none is surely above zero.',
      some: 'A polarized gate surely costs its task something in {{k}} of {{n}} figures (one a stored race and task), which go from {{least}} to {{most}} of the held-out loss.',
      none: 'What a polarized gate costs its task is open: no stored race tells.',
    },
    bound:
      'With no gate at all nothing can polarize and nothing can be chosen: the loss then changes by {{least}} ({{lowest}}) to {{most}} ({{highest}}). That is what all gates together are worth here, polarized ones among them; below zero they do harm.',
    unknown:
      'Not known is what it costs a large system: the paper says that it hurts the tasks behind such gates (its claim).',
    rarer:
      'With 10% dropout gates surely polarize less often in {{k}} of {{n}} settings (McNemar’s p under 0.05 in each).',
    oftener: 'Surely more often: {{settings}}.',
    notTold: 'Not told apart: {{settings}}.',
    gone: 'No run polarizes any more: {{settings}}.',
    goneNowhere: 'In no setting does polarization end with it; the paper claims that of its own system.',
    higher: 'Loss surely higher with it: {{settings}}.',
    lower: 'Surely lower: {{settings}}.',
    alike: 'Not told apart from none: {{settings}}.',
    note: '“Surely” is said of each setting by itself, however many there are. Other figures of one setting on this page are of other seeds, or of the first 60 of them: so far may counts differ by chance. The settings on the platform were chosen because gates polarize in them, or differ from such a one in their workers; on Census-Income nothing was chosen.',
  },
  knob: {
    dropout: 'Gate dropout',
    workers: 'Workers',
    learningRate: 'Learning rate',
    initScale: 'Initial scale',
    sharedLayer: 'Shared layer',
  },
  series: { example: 'a mask per example', batch: 'a mask per batch', without: 'no dropout', with: 'with dropout' },
  sweep: {
    name: 'What polarization depends on',
    title: {
      before: '{{knob}}: how often do gates polarize?',
      soFar: '{{knob}}: so far, {{n}} of {{seeds}} seeds',
      none: '{{knob}}: of {{n}} runs a point none polarized, whatever its value',
      more: '{{knob}}: gates polarize more often {{most}}, in {{k1}} of {{n1}} runs, than {{least}}, in {{k2}} of {{n2}} ({{series}})',
      moreAcross:
        '{{knob}}: gates polarize more often {{most}}, {{series}}, in {{k1}} of {{n1}} runs, than {{least}}, {{other}}, in {{k2}} of {{n2}}',
      open: '{{knob}}: with {{n}} runs a point, no two values can be told apart for certain',
    },
    at: 'at {{value}}',
    withIt: 'with it',
    withoutIt: 'without it',
    hint: 'Why it happens: an expert’s gradient is multiplied by its gate weight, so one that is used more learns more and is then used still more. What drives that on: choose a knob and measure it here; a curve sharpens as seeds come in.',
    subtitle:
      'Why it happens: an expert’s gradient is multiplied by its gate weight, so one that is used more learns more and is then used still more. What drives that on: share of polarized runs with Wilson’s 95% interval; {{regime}}, {{steps}} steps. “Measure” does it anew.',
    part: 'Seeds {{from}} to {{to}} are runs of the race above, too; it counts {{race}} seeds, this {{sweep}}: that is why two rates stand for one setting, and why the race can be surer of a difference.',
    knob: 'Knob',
    series: 'Curve',
    start: 'Measure',
    axis: 'polarized runs',
    layer: 'with',
    noLayer: 'without',
    alt: 'Share of polarized runs against: {{knob}}. The numbers are in the table below.',
  },
  failures: {
    name: 'Ways to break it',
    title: 'Ways to break it',
    subtitle: 'Each opens a run in the chapter where it is best seen, “Gates” or “Train”, and starts training it.',
  },
  failure: {
    symmetry: {
      name: 'Identical experts',
      look: 'Look at model A: eight copies of one expert, gates at exactly one eighth, and nothing that could part them. In model B the random masks of gate dropout break the symmetry.',
    },
    doubleScale: {
      name: 'Double initial scale',
      look: 'Look at how early the gates decide: within the first fifty steps several of them leave most experts unused, and stay there.',
    },
    sixteenWorkers: {
      name: '16 workers',
      look: 'Look for dead experts: with gradients fifteen steps old on average some experts give 0 on every impression, and gate dropout does not revive them.',
    },
    divergence: {
      name: 'Too high a learning rate',
      look: 'Look at the held-out losses in “Train”: plain SGD with a rate of 3 leaves all bounds within a few steps, and the page says when and what to turn down.',
    },
  },
} as const;
