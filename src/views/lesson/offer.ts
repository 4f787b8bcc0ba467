/** Whoever comes back is told where the lesson was left. */
import i18next from 'i18next';
import { numberWords } from '../format.ts';
import { notifyOffer } from '../notices.ts';
import { enter, placeOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import { offerNoMore, useLesson } from './store.ts';

/** Whether there is something to go on with: a lesson that was begun, not at its end, and not waved away. */
const isOffered = ({ begunAt, offered, step }: ReturnType<typeof useLesson.getState>): boolean =>
  begunAt !== null && offered && step !== STEPS.at(-1)?.id;

/** Offers to go on with the lesson; a line among the notices. */
export function offer(): void {
  const lesson = useLesson.getState();
  if (!isOffered(lesson)) return;
  const numbers = numberWords(i18next.language);
  notifyOffer(
    {
      key: 'lesson.page.resume',
      values: {
        step: numbers.plain(placeOf(lesson.step) + 1),
        steps: numbers.plain(STEPS.length),
        title: i18next.t(`lesson.steps.${lesson.step}.title`),
      },
      action: { key: 'lesson.page.resumeDoes', run: enter },
      declined: offerNoMore,
    },
    'lesson',
  );
}
