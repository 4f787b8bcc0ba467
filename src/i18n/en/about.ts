/** The chapter that says what this is. */
export default {
  what: {
    name: 'What this is',
    text: 'A video site ranks its candidates by several things at once: will it be clicked, how long will it be watched, will it be liked, how will it be rated. The paper below describes one such system: a mixture of experts with a gate for each task (MMoE), and a shallow tower that takes position bias out of the clicks. This page trains a small copy of that model before your eyes and lets you repeat some of its experiments.',
    whom: 'It is for those who build recommender systems and want to see what gates really do, and for students and lecturers: nothing has to be installed, every picture states in its title what it shows, and a link repeats a run to the last digit.',
    local:
      'All of it runs in this browser, on the graphics device where there is WebGPU, else on the processor. Nothing is sent anywhere.',
  },
  papers: {
    name: 'The papers',
    link: '{{venue}}, doi {{doi}}',
    copy: 'Copy the BibTeX of {{venue}}',
    copied: 'Copied.',
    bibtex: 'BibTeX of {{venue}}',
  },
  synthetic: {
    name: 'What is synthetic and what is not',
    data: {
      name: 'The data',
      text: 'Synthetic. Users, items, wishes, [[positionBias|position bias]] and the [[log]] are drawn from a [[seed]]: no real person is in them. Therefore the truth is known, and every estimate stands beside it.',
    },
    models: {
      name: 'The models',
      text: 'Real, and trained in this page while you watch, and every number comes from them; none is drawn for show.',
    },
    stored: {
      name: 'Stored results',
      text: 'Real, too: what would take minutes or hours was trained beforehand by the same code. It is marked as stored, in the list of chapters too, and each can be made again here.',
    },
    paper: {
      name: 'The paper’s figures',
      text: 'Quoted as its authors’ claim about their platform. The data here are others, so the figures are not a target, only the questions are the same.',
    },
  },
  stored: {
    name: 'Date, commit, machine and command of the stored results',
    race: 'Races of the chapter “Polarization”',
    sweep: 'Its sweeps (here that of the workers; the others are named in the chapter)',
    sharing: 'Engagement and satisfaction gates',
    treatments: 'Treatments of position bias',
  },
  checks: {
    name: 'How the numbers are checked',
    text: 'By tests that the program has to pass as a whole, and by testing the tests:',
    engines:
      'Four training engines, written independently of each other (WebGPU kernels, WebAssembly, TensorFlow.js, plain loops in double precision), have to come to the same models.',
    gradients: 'Every [[gradient]] is compared with finite differences and with automatic differentiation.',
    literal:
      'A separate program that shares no code with the page computes single steps; its numbers are stored, and every engine has to reach them.',
    interval:
      'Measures and intervals are compared with numbers worked out by hand and with another library of statistics.',
    browser: 'A browser with WebGPU does what a reader does, by keyboard, touch and pointer.',
    planted:
      'Apart from them, small bugs are planted on purpose, one at a time, to see whether a test notices. When last measured, 77 to 100 of every 100 were noticed, depending on the part of the program; each that was missed is a test still to write.',
  },
  licence: {
    name: 'Licence and version',
    text: 'Free software under the Apache License 2.0. It contains other free software, each under its own licence.',
    own: 'Licence of MMoE Lab',
    others: 'Licences of what it contains',
    version: 'Version {{version}}.',
    versionOf: 'Version {{version}}, built from commit {{commit}} of {{date}}.',
  },
} as const;
