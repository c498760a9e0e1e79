/** A rule's "no" to an act that a person sent, on its way from the submission to the form it came from. */
import type { Refusal } from '../../domain/refusals/refusal';

export class ActRefused extends Error {
  readonly refusal: Refusal;

  constructor(transaction: string, refusal: Refusal) {
    super(`${transaction} was refused: ${refusal.code}`);
    this.name = 'ActRefused';
    this.refusal = refusal;
  }
}
