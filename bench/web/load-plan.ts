/** What the process that loads the platform is told, and what it tells. */
import { z } from 'zod';

export const loadPlan = z.object({
  address: z.string(),
  password: z.string(),
  /** Login names; users beyond their number share them. */
  people: z.array(z.string()).min(1),
  users: z.number().int().positive(),
  thinkMs: z.number().nonnegative(),
  /** How often somebody writes on the chain meanwhile. */
  actEveryMs: z.number().positive(),
  warmUpMs: z.number().nonnegative(),
  windowMs: z.number().positive(),
  runs: z.number().int().positive(),
});
export type LoadPlan = z.infer<typeof loadPlan>;

const visitsField = z.object({
  /** Milliseconds of every answer, by kind of page. */
  latenciesMs: z.record(z.enum(['home', 'list', 'desk', 'detail']), z.array(z.number())),
  /** Pages that took longest, and pages that failed, each with its path. */
  slowest: z.array(z.object({ path: z.string(), ms: z.number() })),
  errors: z.array(z.string()),
  streams: z.number(),
  /** Transactions that were written meanwhile. */
  acts: z.number(),
});
export type Visits = z.infer<typeof visitsField>;

/** `begun` and `ended` frame a window, so that whoever listens reads the processors' clocks there. */
export const loadReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun') }),
  z.object({ kind: z.literal('ended'), visits: visitsField }),
]);
export type LoadReport = z.infer<typeof loadReport>;
