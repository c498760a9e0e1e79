/** An act that wrote something on the chain and then could not go on: nobody may be told that nothing was written. */
export class ActInterrupted extends Error {
  readonly code = 'act-interrupted';

  /** @param block the newest block that the act is in */
  constructor(block: bigint, cause: unknown) {
    super(`The act is on the chain up to block ${String(block)} and broke off after it.`, { cause });
    this.name = 'ActInterrupted';
  }
}
