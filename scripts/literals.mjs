// Writes the literal numbers that every engine is held to, see src/engine/testing/literals/program.mjs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printed } from '../src/engine/testing/literals/program.mjs';
import { root } from './lib.mjs';

writeFileSync(join(root, 'src/engine/testing/literals/stored/numbers.json'), printed());
