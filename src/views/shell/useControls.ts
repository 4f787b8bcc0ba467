import { useState } from 'react';
import { usePageView } from '../pageView.ts';
import { useControlsWanted, useShownToClass, wantControls } from './folded.ts';
import { NARROW, useMedia, WIDE } from './useMedia.ts';

/** Id of the settings beside the pictures. */
export const SETTINGS = 'settings';

/** Where the controls are: beside the pictures unless they are folded, or in a sheet over them. */
export function useControls() {
  const wide = useMedia(WIDE);
  const narrow = useMedia(NARROW);
  const wanted = useControlsWanted((state) => state.wanted);
  // To a class, and beside a lesson, whose steps have theirs among their words, there are none until they are asked for; that is not remembered.
  const apart = usePageView((page) => page.projector || page.lesson !== null);
  const shown = useShownToClass((state) => state.open);
  const [asked, setAsked] = useState(false);
  const [sheet, setSheet] = useState(false);
  const beside = !narrow && (apart ? shown : wanted === null ? wide : wanted === 'open');
  const toggle = (): void => {
    if (narrow) {
      setSheet(!sheet);
      return;
    }
    setAsked(!beside);
    if (apart) useShownToClass.setState({ open: !beside });
    else wantControls(!beside);
  };
  return {
    narrow,
    asked,
    sheet,
    beside,
    toggle: { open: narrow ? sheet : beside, below: narrow, toggle },
    /** Brings the focus there, opening them. */
    toFocus: () => {
      if (narrow ? !sheet : !beside) toggle();
      else document.getElementById(SETTINGS)?.focus();
    },
    closeSheet: () => {
      setSheet(false);
    },
  };
}
