/**
 * Sizes of elements, by one observer for all of them: what several drawings do at a new size is then done in one go, and whatever follows from it
 * (all words are written anew) once, not once for each.
 */
const handlers = new Map<Element, () => void>();
let observer: ResizeObserver | null = null;

/** Calls `handle` with an element's size now and whenever it changes. @returns how to stop */
export function onResize(element: Element, handle: () => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) handlers.get(target)?.();
  });
  handlers.set(element, handle);
  observer.observe(element);
  return () => {
    handlers.delete(element);
    observer?.unobserve(element);
  };
}
