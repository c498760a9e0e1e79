/** Waiting for something to become true without polling: whoever changes it says so, and every wait has an end. */

const waitMsMax = 60_000;

interface Waiter {
  readonly isTrue: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Signals {
  readonly #waiters = new Set<Waiter>();

  /** Resolves once it is true. Rejects after a minute, saying what was expected. */
  async until(isTrue: () => boolean, expected: () => string): Promise<void> {
    if (isTrue()) return;
    let timer: NodeJS.Timeout | undefined;
    let waiter: Waiter | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        waiter = { isTrue, resolve, reject };
        this.#waiters.add(waiter);
        timer = setTimeout(() => {
          reject(new Error(`It did not happen within ${String(waitMsMax)} ms that ${expected()}`));
        }, waitMsMax);
      });
    } finally {
      clearTimeout(timer);
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  /** Something may have become true. */
  changed(): void {
    for (const waiter of this.#waiters) if (waiter.isTrue()) waiter.resolve();
  }

  /** Nothing will become true any more. */
  fail(error: unknown): void {
    for (const waiter of this.#waiters) waiter.reject(error);
  }
}
