/**
 * Reads the contracts' JSON answers into what stories look at. Fields a story does not look at are left out;
 * a missing one fails at once.
 */
import { z } from 'zod';

const text = z.string();
const optionalText = text.optional();

const findingSchema = z.object({
  reason: text,
  owner: text,
  expected: optionalText,
  actual: optionalText,
});

const exceptionSchema = z.object({
  exceptionId: text,
  draftId: optionalText,
  legId: optionalText,
  serialNumber: optionalText,
  transferDate: optionalText,
  findings: z.array(findingSchema).min(1),
  owner: text,
  openedAt: text,
});
export type ShownException = z.infer<typeof exceptionSchema>;

const actualSchema = z.object({
  amountFen: text,
  lastBooked: text,
  lastBookedTime: optionalText,
  serialNumbers: z.array(text),
  late: z.boolean().optional(),
  early: z.boolean().optional(),
});

const legSchema = z.object({
  legId: text,
  amountFen: text,
  deadline: text,
  state: z.enum(['locked', 'awaiting-payment', 'registered', 'settled']),
  actual: actualSchema.optional(),
  shortfallFen: optionalText,
});

const draftSchema = z.object({
  draftId: text,
  status: text,
  onHold: z.boolean(),
  legs: z.array(legSchema),
  record: z.object({
    state: z.object({
      actualPath: z.array(text),
      acceptedTranches: z.array(z.number()),
      exceptions: z.array(exceptionSchema),
    }),
    registrations: z.array(z.object({ legId: text, serialNumber: text, date: text })),
    amendments: z.array(z.object({ kind: text })),
  }),
});
export type ShownDraft = z.infer<typeof draftSchema>;
export type ShownLeg = z.infer<typeof legSchema>;

/** The answer of DraftContract.Query. */
export function parseDraft(answer: unknown): ShownDraft {
  return draftSchema.parse(answer);
}

const exceptionsSchema = z.object({ exceptions: z.array(exceptionSchema), next: optionalText });

/** The answer of OpenExceptions. */
export function parseExceptions(answer: unknown): z.infer<typeof exceptionsSchema> {
  return exceptionsSchema.parse(answer);
}

const ageingSchema = z.object({ buckets: z.array(z.object({ days: text, count: z.number() })) });

/** The answer of Ageing: how many exceptions are in each bucket, by the bucket's name. */
export function parseAgeing(answer: unknown): Readonly<Record<string, number>> {
  const { buckets } = ageingSchema.parse(answer);
  return Object.fromEntries(buckets.map(({ days, count }) => [days, count]));
}

const sweepSchema = z.object({ examined: z.number(), opened: z.number(), more: z.boolean() });

/** The answer of Sweep. */
export function parseSweep(answer: unknown): z.infer<typeof sweepSchema> {
  return sweepSchema.parse(answer);
}

const registrationSchema = z.object({
  outcome: z.enum(['new', 'known', 'conflict']),
  standing: z.enum(['settled', 'waiting', 'exception']),
  legState: text,
});

/** The answer of RegisterTransfer and CorrectRegistration. */
export function parseRegistration(answer: unknown): z.infer<typeof registrationSchema> {
  return registrationSchema.parse(answer);
}

const pushSchema = z.object({
  counts: z.object({ new: z.number(), known: z.number(), conflict: z.number() }),
  outcomes: z.array(z.object({ outcome: z.enum(['new', 'known', 'conflict']) })),
});

/** The answer of PushStatement. */
export function parsePush(answer: unknown): z.infer<typeof pushSchema> {
  return pushSchema.parse(answer);
}

const checkedSchema = z.object({
  standing: z.enum(['settled', 'waiting', 'exception']),
  legId: optionalText,
  Account: text,
  Amount: optionalText,
  ActualAmount: optionalText,
  DeadLine: optionalText,
  ActualTimeOfRemit: optionalText,
  SerialNumber: text,
});
const checkingSchema = z.object({
  standing: z.enum(['settled', 'waiting', 'exception']),
  results: z.array(checkedSchema),
});

/** The answer of Checking. */
export function parseChecking(answer: unknown): z.infer<typeof checkingSchema> {
  return checkingSchema.parse(answer);
}

const resolutionSchema = z.object({ resolutionId: text });

/** The id under which a proposed resolution is confirmed. */
export function parseResolutionId(answer: unknown): string {
  return resolutionSchema.parse(answer).resolutionId;
}

const historySchema = z.object({
  versions: z.array(
    z.object({ transactionId: text, status: text, settledLegs: z.array(text), exceptions: z.array(text) }),
  ),
});

/** The answer of DraftContract.History. */
export function parseHistory(answer: unknown): z.infer<typeof historySchema> {
  return historySchema.parse(answer);
}

const projectSchema = z.object({ projectId: text, status: text });

/** The answer of ProjectContract.Project, and of every act on a project. */
export function parseProject(answer: unknown): z.infer<typeof projectSchema> {
  return projectSchema.parse(answer);
}
