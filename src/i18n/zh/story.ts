import type en from '../en/story.ts';
import type { Words } from '../messages.ts';

const story: Words<typeof en> = { name: 'x' };
export default story;
