import type en from '../en/shell.ts';
import type { Words } from '../messages.ts';

const shell: Words<typeof en> = {};
export default shell;
