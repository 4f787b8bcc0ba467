import type en from '../en/errors.ts';
import type { Words } from '../messages.ts';

const errors: Words<typeof en> = {};
export default errors;
