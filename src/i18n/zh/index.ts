/** The Simplified Chinese catalogue: one chunk of its own, loaded when it is asked for. */
import type { Messages } from '../messages.ts';
import bias from './bias.ts';
import charts from './charts.ts';
import common from './common.ts';
import errors from './errors.ts';
import fields from './fields.ts';
import gates from './gates.ts';
import network from './network.ts';
import polarization from './polarization.ts';
import shell from './shell.ts';

export const chinese: Messages = { ...common, ...errors, ...fields, bias, charts, gates, network, polarization, shell };
