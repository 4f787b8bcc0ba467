import type en from '../en/frame.ts';
import type { Words } from '../messages.ts';
import common from './common.ts';
import errors from './errors.ts';
import fields from './fields.ts';
import shell from './shell.ts';

const frame: Words<typeof en> = { ...common, ...errors, ...fields, shell };
export default frame;
