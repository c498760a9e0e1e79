/** An act that wrote something on the chain and then could not go on: nobody may be told that nothing was written. */

/** What an act of several transactions knows of itself when it breaks off; sentences in the viewer's language. */
export interface ToldPart {
  /** Which part is on the chain. */
  readonly written: string;
  /** What the person does next, after a rule's "no" and after anything else. */
  readonly next: { readonly refused: string; readonly otherwise: string };
  /** Where a refusal bears on, as the lines of a file; put before the rule's own words. */
  readonly where?: string;
}

export class ActInterrupted extends Error {
  readonly code = 'act-interrupted';
  /** Absent when the act knows no more than that something is written. */
  readonly told: ToldPart | undefined;

  constructor(cause: unknown, told?: ToldPart) {
    super(`The act broke off after it had written: ${told?.written ?? 'its transaction'}`, { cause });
    this.name = 'ActInterrupted';
    this.told = told;
  }
}
