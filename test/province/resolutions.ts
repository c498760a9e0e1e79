/**
 * Closing exceptions by two persons, in the invented province: who proposes, who confirms, and both at once.
 */
import type { z } from 'zod';
import { confirmResolution, proposeResolution } from '../../domain/transactions/reconciliation-transactions';
import { parseResolutionId } from './answers-parser';
import type { Officer } from './officer';
import type { ProvinceGround } from './province-ground';

type WireProposal = typeof proposeResolution extends { readonly request: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;

/** How a resolution acts, on the wire. */
export type WireAct = Listed<WireProposal['act']>;

/** Lists that are only read. */
type Listed<Act> = Act extends { readonly lines: readonly (infer Line)[] }
  ? Omit<Act, 'lines'> & { readonly lines: readonly Line[] }
  : Act;

/** An officer proposes; answers the id under which another one confirms. */
export async function proposes(by: Officer, exceptionId: string, act: WireAct): Promise<string> {
  const reason = 'Looked into with the bank.';
  const request = { requestId: by.requestId(), exceptionId, act: wireAct(act), reason };
  return parseResolutionId(await by.submits(proposeResolution, request));
}

function wireAct(act: WireAct): WireProposal['act'] {
  return act.kind === 'match' ? { ...act, lines: [...act.lines] } : act;
}

/** An officer confirms what another one proposed. */
export async function confirms(by: Officer, exceptionId: string, resolutionId: string): Promise<unknown> {
  return by.submits(confirmResolution, { requestId: by.requestId(), exceptionId, resolutionId });
}

/** Two persons of the leading-group office resolve an exception; a version is chosen by the bank's person. */
export async function resolves(
  province: ProvinceGround,
  exceptionId: string,
  { act, by = province.offices.leadingOffice.first }: { readonly act: WireAct; readonly by?: Officer },
): Promise<unknown> {
  const resolutionId = await proposes(by, exceptionId, act);
  return confirms(province.offices.leadingOffice.second, exceptionId, resolutionId);
}
