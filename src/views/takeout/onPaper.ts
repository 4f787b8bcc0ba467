/** Does something in the light theme, whichever is shown: for what is printed. Nothing is painted meanwhile. */
export function onPaper<T>(act: () => T): T {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = 'light';
  try {
    return act();
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  }
}
