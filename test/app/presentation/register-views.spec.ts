/** The registers call a county by its name; the code stands beside it, and alone only where nobody knows a name. */
import { expect } from 'chai';
import type { OrganisationDocument } from '../../../app/models/register-documents';
import { countyWords, organisationRow } from '../../../app/presentation/register-views';
import { place, speechOf } from './spoken';

const context = {
  speech: speechOf('zh-CN'),
  county: (code: string) => (code === '522634' ? '雷山县' : code),
};

describe('a county in the registers', () => {
  it('is called by its name, with the code beside it', () => {
    expect(countyWords('522634', context)).to.deep.equal({ name: '雷山县', code: '522634' });
    const organisation: OrganisationDocument = {
      ...{ _id: 'leishan-finance', name: '雷山县财政局', role: 'county-finance', county: '522634' },
      ...{ mspId: 'CountyMSP', status: 'enabled', disabledPersons: [], adminPersons: [], history: [], place },
    };
    expect(organisationRow(organisation, context).county).to.deep.equal({ name: '雷山县', code: '522634' });
  });

  it('is its code where it has no name, and the whole province by that word', () => {
    expect(countyWords('529999', context)).to.deep.equal({ name: '529999' });
    expect(countyWords('520000', context)).to.deep.equal({ name: '全省' });
  });
});
