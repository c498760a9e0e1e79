/**
 * A query that picks some records out of many looks at a bounded number of them in one call: who sees little does
 * not make the peer read everything for them.
 */
import { expect } from 'chai';
import { z } from 'zod';
import { instantOf } from '../../domain/calendar';
import { organisationIdField, serialField } from '../../domain/identifiers';
import { entryExceptionId } from '../../domain/reconciliation-exception';
import { openExceptionsKey } from '../../chaincode/state-keys';
import type { MemoryLedger } from './memory-ledger';
import { callerOf, county, farCounty, newProvince } from './province';

const pageForm = z.object({ exceptions: z.array(z.unknown()), next: z.string().optional() });
const owner = organisationIdField.parse('far-finance');

function seedException(ledger: MemoryLedger, number: number, of: string): void {
  const serialNumber = serialField.parse(`S${String(number).padStart(6, '0')}`);
  const exceptionId = entryExceptionId([owner, serialNumber]);
  const findings = [{ reason: 'conflict', owner }] as const;
  const exception = { exceptionId, serialNumber, findings, owner, openedAt: instantOf(0) };
  const seen = [{ county: of, organisations: [], banks: [], exceptions: [exception] }];
  ledger.seed(openExceptionsKey(['C', owner, serialNumber]), { seen });
}

describe('open exceptions of one county among those of many', () => {
  const ledger = newProvince();
  const mine = 4_999;
  before(() => {
    for (let number = 0; number < mine; number += 1) seedException(ledger, number, farCounty);
    seedException(ledger, mine, county);
  });

  it('are found in several calls, none of which reads everything', async () => {
    const caller = await callerOf('county-command');
    const pages: number[] = [];
    let after: string | undefined;
    do {
      const request = { limit: 1, ...(after === undefined ? {} : { after }) };
      const outcome = await ledger.call(caller, 'ReconciliationContract:OpenExceptions', request);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      const { exceptions, next } = pageForm.parse(outcome.answer);
      pages.push(exceptions.length);
      after = next;
    } while (after !== undefined);
    expect(pages).to.deep.equal([0, 0, 1]);
  });
});
