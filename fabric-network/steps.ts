/** Tells what is being done, line by line, each with the time it took: what a person waits for, and what it was. */

export type Say = (line: string) => void;

/** Does a piece of work and says that it is done, and in how many seconds; a failure is not said here. */
export async function step<T>(say: Say, done: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  say(`✓ ${done} (${((performance.now() - started) / 1000).toFixed(2)} s)`);
  return result;
}
