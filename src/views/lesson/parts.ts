/** The lesson as one file, fetched when it is asked for. */
export { Lesson } from './Lesson.tsx';
export { offer } from './offer.ts';
export { enter, leave } from './open.ts';
