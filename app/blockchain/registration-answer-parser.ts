/** What RegisterTransfer, CorrectRegistration and ConfirmReceipt answer: what became of it, and how the leg stands now. */
import { z } from 'zod';

const registrationSchema = z.object({
  outcome: z.enum(['new', 'known', 'conflict']),
  standing: z.enum(['settled', 'waiting', 'exception']),
});
export type RegistrationAnswer = z.infer<typeof registrationSchema>;

/**
 * The answer of RegisterTransfer and CorrectRegistration.
 * @throws ZodError when the contract answers in another form
 */
export function parseRegistrationAnswer(answer: unknown): RegistrationAnswer {
  return registrationSchema.parse(answer);
}
