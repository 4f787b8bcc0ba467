/** Does something in the light theme, whichever is shown: for what is printed. Nothing is painted meanwhile, nor does anything fade afterwards. */
export function onPaper<T>(act: () => T): T {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.still = '';
  dataset.theme = 'light';
  try {
    return act();
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
    // The page is styled as it was before things may fade again: else buttons would fade from what they were on paper.
    void document.body.offsetHeight;
    delete dataset.still;
  }
}
