import type en from '../en/charts.ts';
import type { Words } from '../messages.ts';

const charts: Words<typeof en> = {};
export default charts;
