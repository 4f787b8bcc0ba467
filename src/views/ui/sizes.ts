/**
 * Sizes of elements, by one observer for all of them: what several drawings do at a new size is then done in one go, and whatever follows from it
 * (all words are written anew) once, not once for each.
 */
const handlers = new Map<Element, Set<() => void>>();
let observer: ResizeObserver | null = null;

/** Calls `handle` once the element has been laid out, and whenever its size changes. @returns how to stop */
export function onResize(element: Element, handle: () => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) handlers.get(target)?.forEach((one) => one());
  });
  const all = handlers.get(element) ?? new Set();
  handlers.set(element, all.add(handle));
  // Anew, if it is observed already: a new handler too is told of the size that there is.
  observer.unobserve(element);
  observer.observe(element);
  return () => {
    all.delete(handle);
    if (all.size > 0) return;
    handlers.delete(element);
    observer?.unobserve(element);
  };
}
