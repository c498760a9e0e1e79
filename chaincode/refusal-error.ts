/**
 * Carries a refusal out of a contract: fabric-shim turns a thrown error's message into the failed response,
 * and the message is the refusal's JSON, so the client gets code, field and values back unchanged.
 */
import type { Refusal } from '../domain/refusals/refusal';
import { encodeRefusal } from '../domain/refusals/refusal';

export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  constructor(readonly refusal: Refusal) {
    super(encodeRefusal(refusal));
  }
}
