/** What the page of the lesson says, whatever step is open. */
export default {
  name: 'Lesson',
  step: 'Step of the lesson',
  listed: '{{step}}. {{title}}',
  at: '{{step}} of {{steps}}',
  progress: 'How far the lesson is',
  explore: 'Explore freely',
  exploreHint: 'Leaves the lesson, which can be gone on with here. A run of your own that made room comes back',
  /** On a phone the words lie over the pictures. */
  fold: 'See the picture',
  unfold: 'See the words',
  previous: 'Back',
  next: 'Next',
  /** On to the next step, where the question of this one has no prediction. */
  skip: 'Skip',
  finish: 'Finish',
  restart: 'Start over',
  restartAsks: 'That forgets every prediction.',
  restartDoes: 'Forget and start over',
  present: 'Classroom mode',
  presentHint:
    'Larger words, hands counted for each choice, outcomes held until revealed; a clicker’s keys go on and back',
  handout: 'Print hand-out',
  handoutMissing:
    'The hand-out did not arrive: the network failed, or this page has been replaced by a newer version. The lesson stays as it is; after a new version only a reload helps.',
  notes: 'Notes for the lecturer',
  time: '{{gone}} min since it began; this step takes about {{here}} min, the steps to come {{left}} min.',
  controls: 'To be tried in this step',
  question: 'Prediction',
  veiled: 'Covered until you have predicted.',
  /** Of a picture that shows stored results meanwhile. */
  veiledStill: 'Covered until it has come out.',
  lock: 'Lock in',
  lockHint: 'What is locked in cannot be changed. Then you see what comes out.',
  notYet: 'not chosen yet',
  /** Of a number on a scale; Enter takes its middle. */
  notYetOnScale: 'not chosen yet: press on the scale',
  locked: 'Locked in.',
  waits: 'Running… What comes out is shown here as soon as it is there.',
  goesOn:
    'You can go on: it runs meanwhile, until another one is started, and what comes out is kept in step {{last}}.',
  /** Of a run, which a later step replaces. */
  goesOnTo:
    'You can go on as far as step {{to}}: it runs meanwhile, and what comes out is kept in step {{last}}. Step {{ends}} trains another model and ends it.',
  stops: 'Going on stops this training. Wait for what comes out, or come back to it.',
  letHappen: 'Let it happen',
  reveal: 'Reveal what came out',
  right: 'As you predicted.',
  wrong: 'Not as you predicted.',
  close: 'Too close to call.',
  /** Of a class. */
  handsRight: 'Right: {{right}} of {{hands}} hands.',
  link: 'The run that this came out of',
  predicted: 'Your prediction',
  came: 'Came out',
  /** Of a choice that came first and was not told from the next. */
  cameClose: 'Just ahead',
  truth: 'True',
  /** Beside the end of a line. */
  short: { predicted: 'You', came: 'Came out', truth: 'True' },
  notPredicted: 'Nothing was predicted.',
  held: 'What came out has not been revealed yet.',
  notYetOut: 'Nothing has come out yet: open the step and let it happen.',
  computing: 'Still being computed; what comes out is shown here as soon as it is there.',
  curve: 'Your curve',
  point: 'Position {{position}}',
  endHint: 'Press where the line will end, drag its end, or move it with the arrow keys.',
  curveHint:
    'Draw across the picture, press where a point is to be, drag it, or move it with the arrow keys. At position 1 the curve stays at 0.',
  clear: 'Clear',
  stepAxis: 'step',
  positionAxis: 'position',
  units: { percent: '%', count: 'number', logits: 'logits', loss: 'loss', experts: 'effective experts (mean weights)' },
  /** Hands raised by a class. */
  votes: 'Hands raised',
  hands: '{{hands}} hands',
  mostHands: 'Most hands',
  kept: 'Your own run made room; it comes back when you leave the lesson.',
  back: 'Back to it',
  again: 'Your own run is open again, as it was before the lesson.',
  toLesson: 'To the lesson’s run',
  otherRun: 'This step is about another run than the one that is open.',
  openRun: 'Open its run',
  unknown: 'The lesson has no step called “{{step}}”.',
  begin: 'Open its first step',
  resume: 'You left the lesson at step {{step}} of {{steps}}: {{title}}',
  resumeDoes: 'Go on with it',
} as const;
