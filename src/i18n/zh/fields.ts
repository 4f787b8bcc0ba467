import type en from '../en/fields.ts';
import type { Words } from '../messages.ts';

const fields: Words<typeof en> = {};
export default fields;
