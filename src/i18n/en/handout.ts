/** The lesson on paper: sheets for a class and for its lecturer. */
export default {
  name: 'Hand-out of the lesson',
  which: 'What is printed',
  kinds: { questions: 'Questions', answers: 'Answers', lecturer: 'Lecturer’s notes' },
  /** The heads of the sheets. */
  titles: {
    questions: '{{app}}: questions of the lesson',
    answers: '{{app}}: what was predicted in the lesson, and what came out',
    lecturer: '{{app}}: the lesson for its lecturer',
  },
  intro: {
    questions:
      'Answer each question before its outcome is shown. Then write beside your answer what came out, and why you think it did.',
    answers:
      'What came out was computed on the machine of whoever printed this, by the runs and studies of the lesson. On another machine, and with other seeds, it may come out differently.',
    lecturer: '{{steps}} steps, about {{minutes}} minutes with a class. What comes out is not on this sheet.',
  },
  link: 'The lesson is at',
  code: 'QR code of the link to the lesson',
  student: 'Name',
  date: 'Date',
  tick: 'Tick one.',
  scale: 'Mark a place on the scale.',
  frame: 'Draw your line into the frame.',
  begun: 'Go on with the line to the right edge of the frame.',
  /** What is asked and said otherwise on paper. */
  question: {
    objectives:
      'Six queries can be chosen on the page. In how many of them is the video most likely to be clicked also the one most likely to be liked?',
    polarization: 'Where will the line end? Draw it to step {{steps}}.',
  },
  text: {
    end: 'That was the whole paper, on a platform that fits into a page. Where you were wrong is where there was something to learn. What no run here can show: real users, billions of impressions, and whether a list is good for those who watch it.',
  },
  lines: { came: 'What came out', why: 'Why', notes: 'Notes' },
  minutes: '{{title}} ({{minutes}} min)',
  votes: 'Hands raised',
  absent: {
    asked: 'Without its picture: the page computes it when this step is opened, and that has not happened here yet.',
    begun:
      'Without the line’s beginning: the page computes it when this step is opened, and that has not happened here yet.',
    hidden: 'Its pictures show the answer: they are on the sheet of answers, once it has come out.',
    came: 'Without a picture: it is kept when the outcome appears on screen, and that has not happened here yet.',
    given: 'Nobody has predicted this here yet, so nothing has come out.',
    outcome: 'What came out is not there yet.',
    revealed: 'What came out has not been revealed yet.',
  },
  language: 'The words in this picture are in {{language}}.',
  kept: 'Pictures are there for {{k}} of {{n}} steps. The others get theirs when you open them in the lesson: the run or study of a step computes them.',
  all: 'Every step has its pictures.',
  refused:
    'This browser does not keep pictures (its storage is full or switched off): they last until the page is closed. Print before that.',
  print: 'Print',
  close: 'Close',
} as const;
