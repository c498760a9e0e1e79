/**
 * The iterators that a contract gets for ranges and histories, in the two forms that fabric-shim offers at once: a
 * promise of an iterator with `next` and `close`, and something to loop over with `for await`.
 */

export interface ChaincodeIterator<Item> {
  next(): Promise<IteratorStep<Item>>;
  close(): Promise<void>;
}

export type IteratorStep<Item> =
  { readonly value: Item; readonly done: false } | { readonly value?: undefined; readonly done: true };

export type IteratorPromise<Held, Item> = Promise<Held> & AsyncIterable<Item>;

/** Makes an iterator over whatever `items` yields; closing it early stops the reading. */
export function chaincodeIterator<Item>(items: Iterator<Item>): ChaincodeIterator<Item> {
  let closed = false;
  return {
    next: () =>
      promised((): IteratorStep<Item> => {
        if (closed) throw new Error('the iterator is closed');
        const step = items.next();
        return step.done === true ? { done: true } : { value: step.value, done: false };
      }),
    close: () =>
      promised(() => {
        closed = true;
      }),
  };
}

/** Adds the loop form to a promise; `iteratorOf` finds the iterator in what the promise holds. */
export function loopable<Held, Item>(
  promise: Promise<Held>,
  iteratorOf: (held: Held) => ChaincodeIterator<Item>,
): IteratorPromise<Held, Item> {
  async function* loop(): AsyncGenerator<Item> {
    const iterator = iteratorOf(await promise);
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) yield step.value;
    } finally {
      await iterator.close();
    }
  }
  return Object.assign(promise, { [Symbol.asyncIterator]: loop });
}

/** Runs at once and turns an exception into a rejection, as the shim's own asynchronous calls do. */
export function promised<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
