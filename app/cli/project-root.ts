/** Where the project lies: views, texts, styles, samples and packages are found from here, wherever the user stands. */
import { join } from 'node:path';

export const projectRoot = join(__dirname, '..', '..', '..');
