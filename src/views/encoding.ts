/** What colour and line style mean, the same in every picture. The values are tokens of theme.css, so both themes follow by themselves. */
import type { Device, Task } from '../world/spec.ts';

/** Colour of a task's marks. */
export const taskColor = (task: Task): string => `var(--task-${task})`;

/** Colour of words about a task: a step darker than the marks where AA asks for it. */
export const taskInk = (task: Task): string => `var(--task-${task}-ink)`;

const DASHES: Record<Device | 'pooled', string> = { pooled: '', phone: '', desktop: '6 3', tv: '1.5 3' };

/** `stroke-dasharray` of a device's lines: phone solid, desktop dashed, TV dotted. */
export const deviceDash = (device: Device | 'pooled'): string => DASHES[device];

const TASK_DASHES: Record<Task, string> = { click: '', watchTime: '9 3', like: '4 2', rating: '9 2 2 2' };

/** `stroke-dasharray` of a task's curves: without colours, they are told apart by it. */
export const taskDash = (task: Task): string => TASK_DASHES[task];
