/** What happened in the run that has ended: on Train. */
export default {
  name: 'What happened?',
  waits:
    'When the run has ended, or is paused after a tenth of its steps, this line says what happened. Try any setting: Undo takes it back.',
  read: 'Read on: what to do next',
  fold: 'Fold',
  /** Between how far the run is and what came of it. */
  headline: '{{when}}: {{what}}',
  when: {
    finished: 'After {{steps}} steps',
    paused: 'So far, at step {{step}} of {{steps}}',
    diverged: 'Before it diverged, at step {{step}} of {{steps}}',
  },
  gates: {
    one: 'the one gate',
    all: 'all four gates',
    /** Of fewer than four. */
    every: 'all {{number}} gates',
    both: 'both gates',
    single: 'the {{task}} gate',
    several: 'the {{tasks}} and {{last}} gates',
  },
  polarized: {
    noGates: 'a shared bottom has no gates, so nothing can polarize.',
    same: 'without gate dropout {{gates}} polarized; both models are the same.',
    sameNone: 'without gate dropout no gate polarized; both models are the same.',
    neither: 'no gate polarized, neither in A · {{a}} nor in B · {{b}}.',
    without: '{{gates}} polarized in A · {{a}}; none did in B · {{b}}.',
    with: '{{gates}} polarized in B · {{b}}; none did in A · {{a}}.',
    both: '{{without}} polarized in A · {{a}}, {{with}} in B · {{b}}.',
  },
  unused: {
    same: 'Of the {{all}} lines from an expert to a gate, {{unused}} go unused.',
    differ: 'Of the {{all}} lines from an expert to a gate, {{a}} go unused in A and {{b}} in B.',
    /** Where B has experts of its own, and so fewer lines. */
    structures: 'Of the lines from an expert to a gate, {{a}} of {{all}} go unused in A and {{b}} of {{allOfB}} in B.',
    spread:
      'A and B leave equally many lines from an expert to a gate unused ({{unused}} of {{all}}); a single example uses {{a}} in A and {{b}} in B.',
    nothing:
      '{{what}} did nothing that can be seen in this run: in A and in B {{unused}} of {{all}} lines from an expert to a gate go unused, and a single example uses {{a}}.',
  },
  /** What B has and A has not, at the beginning of a sentence. */
  what: { dropout: 'Dropout', cures: 'What B was given' },
  /** Of experts whose output is always 0. */
  dead: {
    same: 'Dead experts (always 0), which no gate brings back: {{a}} of {{experts}}.',
    pair: 'Dead experts (always 0): {{a}} of {{experts}} in A, {{b}} in B; dropout brings none back.',
  },
  narrowed: {
    hardly: 'No gate narrowed much: a single example uses {{least}} to {{most}} experts.',
    same: 'Narrowed most: {{gate}}, from {{from}} to {{to}} experts per example.',
    a: 'Narrowed most: {{gate}} of A, from {{from}} to {{to}} experts per example; in B it uses {{other}}.',
    b: 'Narrowed most: {{gate}} of B, from {{from}} to {{to}} experts per example; in A it uses {{other}}.',
  },
  bias: {
    noPositions: 'The log has no positions, so there was no position bias to learn.',
    noRate: 'The log has positions, but no yes or no whose rate could be read off by them: no position bias is told.',
    ignored:
      'The model does nothing about the position of an item, so its prediction of a click still mixes relevance with position.',
    ignored_table:
      'The model does nothing about the position of a row, so its prediction of {{task}} still mixes relevance with position.',
    read: 'The model has the position as an input feature: there are no position logits of its own to compare.',
    removed: 'The model was made to forget the position: there are no position logits to compare.',
    alone:
      'By the learned position bias, positions differ by up to {{a}} logits in A and {{b}} in B; this data has no known truth to compare it with.',
    aloneOne:
      'By the learned position bias, positions differ by up to {{span}} logits; this data has no known truth to compare it with.',
    from: { truth: 'the truth', best: 'the best possible table' },
    learned:
      'The learned position bias is {{a}} logits from {{from}} in A and {{b}} in B ({{start}} at the start; correlation {{ra}} and {{rb}}).',
    learnedOne:
      'The learned position bias is {{rmse}} logits from {{from}} ({{start}} at the start; correlation {{r}}).',
  },
  loss: {
    course: 'Held-out losses against their start: {{best}} came to {{bestTo}}, {{worst}} to {{worstTo}}.',
    /** Of the only task that there is. */
    courseOne: 'The held-out loss of {{best}} came to {{bestTo}} of its start.',
    equal: 'To the tasks it makes no difference: no held-out loss differs by 1% between A and B.',
    mixed:
      '{{what}} costs the {{worst}} task most (held-out loss {{worstBy}} higher in B) and helps the {{best}} task most ({{bestBy}} lower).',
    pays: '{{what}} costs the {{worst}} task most (held-out loss {{worstBy}} higher in B) and helps no task by as much as 1%.',
    /** After the others, of the opening run. */
    typical:
      'One run tells little here: over {{runs}} fresh seeds of these settings dropout made the loss {{by}} higher on average.',
    gains:
      '{{what}} helps the {{best}} task most (held-out loss {{bestBy}} lower in B) and costs no task as much as 1%.',
  },
  /** Below the sentences about one run. */
  settings:
    'How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too.',
  caution: {
    diverged: 'The numbers are those of the last finite state: this run never reached its end.',
    changed_one:
      'One setting was changed while this run trained, so the result belongs to neither of its values alone.',
    changed_other:
      '{{count}} settings were changed while this run trained, so the result belongs to no single set of values.',
  },
  see: {
    'card-gates': 'See the gates',
    'card-polarization': 'See the experts used',
    'card-bias': 'See the position bias',
    'card-curves': 'See the losses',
    'card-impression': 'See the impression',
    'card-settings': 'See other settings',
  },
  next: {
    name: 'Next',
    remedy: { text: 'Start over with the calmer value that the notice above proposes.', go: 'To the notice' },
    mmoe: {
      text: 'The same run with a gate for every task: only then is there a gate that can polarize.',
      go: 'Open it as MMoE',
    },
    play: { text: 'Train on: so far no gate has polarized, and that can still change.', go: 'Play' },
    dropout: {
      text: 'The same run with 10% gate dropout in B: does it prevent what happened here?',
      go: 'Train it with dropout',
    },
    polarization: { text: 'One run is one seed: see how often this happens over many.', go: 'To Polarization' },
    bias: {
      text: 'Position is not accounted for yet: compare the ways to deal with it side by side.',
      go: 'To Position bias',
    },
    compare: {
      text: 'One gate for all tasks: what a gate for each buys at the same cost is seen over many seeds, not in one run.',
      go: 'To Compare',
    },
    seeds: {
      text: 'No gate polarized here. Try other seeds, or look at the run that the page opens with, which shows it.',
      go: 'New seeds',
      other: 'Show the opening run',
    },
  },
  /** Whether one gate for all tasks, or a shared bottom, does as well on the same run. */
  simpler: {
    title: 'Would a simpler model do as well on this run?',
    question:
      'One gate for all tasks and a shared bottom, trained on the same data, batches and seeds without dropout and cures, their experts as wide as here. They take {{omoe}} and {{bottom}} multiplications for one prediction, the model of this run {{own}}.',
    start: 'Train both',
    stop: 'Stop',
    changed_one:
      'A setting was changed while this run trained, which a simpler model would not have been through as well: train the run anew without the change to find out.',
    changed_other:
      '{{count}} settings were changed while this run trained, which a simpler model would not have been through as well: train the run anew without the changes to find out.',
    someBetter: 'On this run a simpler model does better on {{tasks}}.',
    noneBetter: 'On this run no simpler model does better on any task.',
    noResult: 'On this run both simpler models diverged.',
    measure:
      'Held-out loss against that of A, the model of this run without dropout and cures ({{own}} multiplications for one prediction); within 1% counts as alike.',
    name: { omoe: 'One gate for all tasks', 'shared-bottom': 'A shared bottom' },
    all: 'all four tasks',
    several: '{{tasks}} and {{last}}',
    task: '{{task}} ({{loss}} against {{than}})',
    better: 'better on {{tasks}}',
    worse: 'worse on {{tasks}}',
    alike: 'alike on {{tasks}}',
    diverged: 'diverged on this run, so there is nothing to put beside it',
    between: '; ',
    fact: '{{name}}, {{multiplications}} multiplications: {{what}}.',
    many: 'One run is one seed: Compare has such models on 20 worlds, at equal cost.',
    open: { omoe: 'Train with one gate', 'shared-bottom': 'Train with a shared bottom' },
  },
} as const;
