/**
 * What the repository promises at its door: that continuous integration runs the very command the README gives,
 * and that package.json's commands are the ones the documents name.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(__dirname, '..', '..');
const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the repository', () => {
  it('has its test command in the README and in .ci/run, and no other', () => {
    expect(readText('README.md')).to.match(/^npm test\b/m);
    const commands = readText('.ci/run').match(/^(?!#|set |cd |export |echo ).+$/gm);
    expect(commands).to.deep.equal(['npm test </dev/null']);
    expect(statSync(join(root, '.ci', 'run')).mode & 0o111).to.not.equal(0);
  });

  it('has every command that the documents name', () => {
    const manifest: unknown = JSON.parse(readText('package.json'));
    const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/testing.md']
      .map(readText)
      .join('\n');
    const named = [...documents.matchAll(/\bnpm (?:run ([a-z:]+)|(start|test)\b)/g)].map(
      ([, script, shorthand]) => script ?? shorthand ?? '',
    );
    expect(named).to.not.be.empty;
    for (const name of new Set(named)) expect(manifest).to.have.nested.property(`scripts.${name}`);
  });
});
