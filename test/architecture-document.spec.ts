/**
 * The key table of docs/architecture.md names exactly the key types that the contracts make: a key that nobody
 * accounted for is a round trip on Fabric that nobody accounted for.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(__dirname, '..', '..');

describe('the key table of the architecture', () => {
  it('names every type of key in the world state, and no other', () => {
    const document = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
    const source = readFileSync(join(root, 'chaincode', 'state-keys.ts'), 'utf8');
    const listed = [...document.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, type]) => type);
    const made = [...source.matchAll(/type: '([A-Z_]+)'/g)].map(([, type]) => type);
    expect(listed).to.have.members([...new Set(made)]);
  });
});
