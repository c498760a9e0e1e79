/**
 * The answers of the drafts' and the registers' queries, with their types. They were written by this product's own
 * contracts; what pages rely on is checked here, so that an answer of another version fails at once and not in a template.
 */
import { z } from 'zod';
import type { AccountRecord } from '../../domain/account';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';

const legSchema = z.object({
  legId: z.string(),
  payer: z.object({ organisationId: z.string(), account: z.string() }),
  payee: z.object({ organisationId: z.string(), account: z.string() }),
  amountFen: z.string(),
  deadline: z.string(),
  opensAfter: z.array(z.string()),
  state: z.enum(['locked', 'awaiting-payment', 'registered', 'settled']),
});

const draftSchema = z.object({
  draftId: z.string(),
  status: z.string(),
  onHold: z.boolean(),
  legs: z.array(legSchema).min(1),
  record: z.object({
    issued: z.object({ draftId: z.string(), planPath: z.array(z.unknown()).min(1) }),
    accounts: z.record(z.string(), z.object({ accountId: z.string(), bank: z.string(), holder: z.string() })),
    issuedBy: z.object({ organisationId: z.string(), person: z.string() }),
  }),
  seal: z.object({
    signedText: z.string(),
    institutionSignature: z.string(),
    certificatePem: z.string(),
  }),
});

const accountSchema = z.object({
  accountId: z.string(),
  number: z.string().regex(/^[0-9]{6,32}$/),
  bank: z.string(),
  holder: z.string(),
  status: z.string(),
});

/**
 * What `Query` of DraftContract answers, full account numbers in it.
 * @throws ZodError when the contract answers in another form
 */
export function parseDraftAnswer(answer: unknown): DraftAnswer {
  draftSchema.parse(answer);
  return answer as DraftAnswer;
}

/**
 * What `Account` of RegistryContract answers, with the full number.
 * @throws ZodError when the contract answers in another form
 */
export function parseAccountAnswer(answer: unknown): AccountRecord {
  accountSchema.parse(answer);
  return answer as AccountRecord;
}
