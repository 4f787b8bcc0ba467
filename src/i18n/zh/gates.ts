import type en from '../en/gates.ts';
import type { Words } from '../messages.ts';

const gates: Words<typeof en> = {};
export default gates;
