import { useLayoutEffect, useRef, type SVGProps } from 'react';
import type { Mark } from './marks.ts';
import { paintMarks } from './paintMarks.ts';

interface Props extends Omit<SVGProps<SVGSVGElement>, 'ref' | 'children'> {
  marks: readonly Mark[];
}

/** A picture that changes only when the page is rendered: React holds the element, the marks are painted into it. */
export function Drawn({ marks, ...svg }: Props) {
  const element = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    if (element.current) paintMarks(element.current, marks);
  });
  return <svg ref={element} {...svg} />;
}
