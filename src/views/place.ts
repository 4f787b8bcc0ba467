/**
 * Places of the browser's history. Back moves between chapters and runs that were opened (a preset, a run of a race, a file); what the reader
 * changed of a run belongs to the place where it was changed, and is not taken back by Back.
 */
import { create } from 'zustand';
import type { Course } from '../run/timeline.ts';

interface Places {
  /** The place where the reader is. */
  place: number;
  /** Runs of the places that were left, as they were left. */
  left: ReadonlyMap<number, Course>;
  /** Greatest number given to a place. */
  last: number;
}

export const usePlaces = create<Places>()(() => ({ place: 0, left: new Map(), last: 0 }));

const withLeft = ({ place, left }: Places, course: Course): Places['left'] => new Map(left).set(place, course);

/** A run is left for another one that was opened: a new place. */
export function leavePlace(course: Course): void {
  usePlaces.setState((places) => ({ place: places.last + 1, last: places.last + 1, left: withLeft(places, course) }));
}

/** Goes to a place of before, leaving a run. @returns the run that was left there, if this page knows it */
export function goToPlace(place: number, leaving: Course): Course | undefined {
  const known = usePlaces.getState().left.get(place);
  usePlaces.setState((places) => ({ place, last: Math.max(places.last, place), left: withLeft(places, leaving) }));
  return known;
}
