/** The Simplified Chinese words of the first page: one chunk of its own, loaded when it is asked for. */
import type { Messages } from '../messages.ts';
import common from './common.ts';
import errors from './errors.ts';
import fields from './fields.ts';
import shell from './shell.ts';

export const chinese: Messages = { ...common, ...errors, ...fields, shell };
