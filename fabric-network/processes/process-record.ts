/**
 * One process of the network as the process table keeps it: with what it is started, and whether and as whom it runs.
 * The command line is recorded rather than derived, so that whoever restarts one process restarts the same one.
 */
import { z } from 'zod';

const processKinds = ['certificate-authority', 'orderer', 'peer', 'chaincode'] as const;
export type ProcessKind = (typeof processKinds)[number];

const portSchema = z.object({
  use: z.string().min(1),
  port: z.int().min(1).max(65_535),
  /** How one finds out whether it listens, without leaving a complaint in its log: by connecting, if absent. */
  probe: z.enum(['tls', 'tcp', 'none']).optional(),
});

const specificationShape = {
  /** As in logs and on the command line: `peer-province`. */
  name: z.string().regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/),
  kind: z.enum(processKinds),
  /** Short name of the organisation that runs it: `province`. */
  organisation: z.string().min(1),
  program: z.string().min(1),
  arguments: z.array(z.string()).readonly(),
  /** All of its environment but PATH and HOME. No secrets: whoever may read /proc reads it. */
  environment: z.record(z.string(), z.string()).readonly(),
  workingFolder: z.string().min(1),
  host: z.string().min(1),
  /** Ports it listens on, the one it is there for first; all that can be probed open means that it is up. */
  ports: z.array(portSchema.readonly()).readonly(),
  /** Where it answers 200 when it is well, and the file with the root certificate by which it is known there. */
  health: z
    .object({ address: z.url(), rootFile: z.string().min(1) })
    .readonly()
    .optional(),
};

const runSchema = z.object({ pid: z.int().positive(), birth: z.string().min(1) }).readonly();

const recordSchema = z.object({ ...specificationShape, run: runSchema.optional() }).readonly();

export type ProcessRecord = z.infer<typeof recordSchema>;
export type ProcessSpecification = Omit<ProcessRecord, 'run'>;

export const processListSchema = z.object({ processes: z.array(recordSchema).readonly() });
