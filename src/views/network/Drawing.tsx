/** Puts the marks of the standing picture on the page, as React elements: `paint` fills them in frame by frame. Decides nothing. */
import { createElement, memo, type ReactNode } from 'react';
import type { Mark } from '../charts/marks.ts';
import styles from './network.module.css';

/** Marks name SVG's attributes; React wants `textAnchor`, but `data-…` and `aria-…` as they are. */
const reactName = (name: string): string =>
  /^(data|aria)-/.test(name) ? name : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const classes = (names: string): string =>
  names
    .split(' ')
    .map((name) => styles[name])
    .join(' ');

/** "stroke: red" → { stroke: 'red' }: one property is all that marks need. */
function styleOf(text: string): Record<string, string> {
  const [property, value] = text.split(': ');
  return { [property]: value };
}

function propsOf(at: Mark['at']): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(at)) {
    if (value === undefined || value === null) continue;
    if (name === 'class') props.className = classes(String(value));
    else if (name === 'style') props.style = styleOf(String(value));
    else props[reactName(name)] = value;
  }
  return props;
}

const elementOf = (mark: Mark): ReactNode =>
  createElement(mark.tag, { key: mark.key, ...propsOf(mark.at) }, mark.text ?? mark.marks?.map(elementOf));

/** Marks as elements, made anew only when the marks are. */
export const Painted = memo(function Painted({ marks }: { marks: readonly Mark[] }) {
  return marks.map(elementOf);
});
