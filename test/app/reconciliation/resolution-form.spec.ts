/** The form of a resolution tells what is wrong at the very field in which it was typed. */
import { expect } from 'chai';
import { readProposal } from '../../../app/acts/reconciliation/resolution-form';
import type { FormFields } from '../../../app/acts/act';

describe('the form of a resolution', () => {
  const asked = {
    exception: {
      _id: 'D-522634-2026-8S3T78-1:L1:2026-11-20:AB-1',
      legId: 'L1',
      serialNumber: 'AB-1',
      transferDate: '2026-11-20',
    },
    kinds: ['match', 'correct'] as const,
    requestId: '3f2c1d6e-6f0b-4f0a-9d57-2d6a1c0c9e11',
    say: (key: string) => key,
  };
  const faultyFields = (fields: FormFields): readonly string[] => {
    const read = readProposal({ kind: 'match', reason: '金额相符', ...fields }, asked);
    return read.ok ? [] : read.errors.map(({ field }) => field);
  };

  it('names the row that is wrong, also behind rows that were left empty', () => {
    const third = { line3Serial: 'AB-3', line3Date: '2026-13-45' };
    expect(faultyFields(third)).to.deep.equal(['line3Date']);
    const both = {
      ...third,
      line1Serial: 'AB-1',
      line1Date: '2026-11-20',
      line5Serial: '',
      line5Date: '2026-11-20',
    };
    expect(faultyFields(both)).to.deep.equal(['line3Date', 'line5Serial']);
  });

  it('asks for a first line where none was typed', () => {
    expect(faultyFields({})).to.deep.equal(['line1Serial']);
  });
});
