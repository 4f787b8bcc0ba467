/** A look at Census-Income. */
export default {
  name: 'A look at Census-Income',
  title: 'A look at Census-Income: three questions put to real rows',
  subtitle:
    'Nobody knows the truth behind these rows, so nothing here is measured against it: only against held-out labels. The answers are stored; each card trains its question again.',
  model: { 'shared-bottom': 'shared bottom', mmoe: 'MMoE', 'single-task': 'single-task models' },
  metric: { binary: 'AUC', regression: 'R²' },
  /** A task with what is measured of it. */
  column: '{{name}} ({{metric}})',
  tie: {
    name: 'Which architecture is best?',
    alike:
      'The architectures come out alike: in {{task}} {{spread}} AUC lie between them, and {{positives}} held-out positives leave ±{{half}}',
    apart:
      'In {{task}} {{spread}} AUC lie between the architectures, more than the ±{{half}} that {{positives}} held-out positives leave',
    subtitle:
      'Dot: one seed. Below it the mean, with the 95% [[interval]] that the 5,000 held-out rows leave ([[auc|AUC]]: DeLong’s standard error). Seeds share these rows: more seeds do not narrow it.',
    told: '{{task}}: {{best}} {{a}}, {{worst}} {{b}}. Here more lies between them than the ±{{half}} of the held-out rows.',
    model: 'Model',
    cell: '{{mean}} ± {{half}}',
    note: { binary: 'AUC, more is better', regression: 'R², more is better' },
    alt: 'AUC or R² of each task for each architecture, with intervals. The numbers are in the table below.',
    train: { mmoe: 'Train the MMoE here', 'shared-bottom': 'Train the shared bottom here' },
  },
  gates: {
    name: 'Do gates polarize here as well?',
    title:
      'Gates polarize all the same: in {{a}} of the runs, with 10% gate dropout in {{b}} (p {{p}}); mostly that of {{task}}',
    subtitle:
      'Share of runs with a [[polarized]] gate, and how often it is the one of each task, with Wilson’s 95% [[interval]]. Every run draws its own {{rows}} of the training rows; Adam with small initial weights, the setting chosen on the synthetic platform.',
    arm: 'Gate dropout',
    any: 'some gate',
    without: 'none',
    with: '10%',
    one: 'Train one such run here',
    races: 'The races in “Polarization”',
  },
  leak: {
    name: 'What do leaking columns do?',
    title: 'One group of columns makes {{task}} easy: AUC {{a}} with it, {{b}} without',
    subtitle:
      'Three columns of the family say in words what is asked: “never marr” stands in det_hh_fam_stat and det_hh_summ, “Joint” in tax_filer_stat. Such a column is known only together with the answer: a leak.',
    task: 'Task, MMoE',
    all: 'all columns',
    without: 'without the family columns',
    note: 'Without them goes fam_under_18 as well, the fourth column about the family; that is why age is harder to tell, too. ±: 95% interval of the held-out rows.',
    train: 'Train without the family columns here',
  },
} as const;
