/** What starts and stops the run, on a phone in a lesson: the style sheet of the frame leaves it out where the words stand over the pictures. */
import { useEffect } from 'react';

/** @param kept - one row of it stays in sight, below the sheet */
export function useRunBar(kept: boolean): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.lessonRun = kept ? 'row' : 'away';
    return () => {
      delete dataset.lessonRun;
    };
  }, [kept]);
}
