/** The sample story and statement as the specifications change them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..', '..');
export const storyText = readFileSync(join(root, 'samples', 'story.json'), 'utf8');
export const statementText = readFileSync(join(root, 'samples', 'statement.csv'), 'utf8');

/** The text with one passage changed, which must be there. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the sample has no “${from}”`);
  return text.replace(from, to);
}
