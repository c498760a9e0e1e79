/** Equality of records as the chain keeps them, fast where they are equal and telling where they are not. */
import { strict as assert } from 'node:assert';

/** Asserts that two values are the same JSON; their member order is the code's own, the same each time. */
export function assertSame(actual: object, expected: object, message: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    assert.deepEqual(plain(actual), plain(expected), message);
}

function plain(value: object): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy;
}
