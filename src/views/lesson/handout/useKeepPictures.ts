import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LessonStep } from '../types.ts';
import { keepPictures } from './pictures.ts';

/** How often it is looked whether the pictures are there. */
const LOOK_MS = 1200;

/** Keeps what the open step has on screen, for the hand-out. @param covered - whether what came out is still held back */
export function useKeepPictures(step: LessonStep, covered: boolean): void {
  // In another language they have other words.
  const { language } = useTranslation().i18n;
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async (): Promise<void> => {
      // What does not come is tried again; the lesson goes on without.
      const done = await keepPictures(step, covered).catch(() => false);
      if (!stopped && !done) wait();
    };
    const wait = (): void => {
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    wait();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [step, covered, language]);
}
