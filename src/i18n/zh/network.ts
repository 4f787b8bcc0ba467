import type en from '../en/network.ts';
import type { Words } from '../messages.ts';

const network: Words<typeof en> = {};
export default network;
