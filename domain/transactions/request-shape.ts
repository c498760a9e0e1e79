/**
 * The building blocks of requests: objects that know their fields, lists that have an end, whole numbers
 * within bounds. Each says what it expected in words a client can show.
 */
import { z } from 'zod';

/** An object with exactly these fields; an unknown one is refused. */
export function requestObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? 'no such field' : 'a JSON object'),
  });
}

/** A list of `min` to `max` items. */
export function listOf<Item extends z.ZodType>(item: Item, min: number, max: number): z.ZodArray<Item> {
  const expected = `a list of ${String(min)}–${String(max)} items`;
  return z.array(item, expected).min(min, expected).max(max, expected);
}

/** A whole number of `min` to `max`. */
export function wholeNumber(min: number, max: number): z.ZodInt {
  const expected = `a whole number of ${String(min)}–${String(max)}`;
  return z.int(expected).min(min, expected).max(max, expected);
}

/** One word of a closed list. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, `one of ${words.join(', ')}`);
}

/** The most records a query answers at once. */
const pageLimitMax = 200;
export const pageLimitField = wholeNumber(1, pageLimitMax);
