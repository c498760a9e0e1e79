/** Looking into answers, which are JSON of no declared type here. */

/** A member of a JSON object; undefined when the value is no object or has no such member. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

/** A list in a JSON object. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  if (!Array.isArray(list)) throw new Error(`${name} is no list in ${JSON.stringify(value)}`);
  const items: readonly unknown[] = list;
  return items;
}

/** A value that is an object. */
export function objectOf(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error(`${JSON.stringify(value)} is no object`);
  return value;
}
