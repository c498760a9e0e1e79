/** The application form: what becomes of texts that were typed, and which field is told what. */
import { join } from 'node:path';
import { expect } from 'chai';
import type { FormFields } from '../../../app/acts/act';
import { textFields } from '../../../app/acts/act-form';
import {
  applicationForm,
  applicationRequest,
  fieldOfRefusal,
  parseShare,
} from '../../../app/acts/projects/application-form';
import { projectIdFor } from '../../../app/acts/projects/project-id';
import { PageError } from '../../../app/page-error';
import { openTexts } from '../../../app/texts';
import type { Say } from '../../../app/texts';
import { projectIdField } from '../../../domain/identifiers';
import { submitProject } from '../../../domain/transactions/project-transactions';

const root = join(__dirname, '..', '..', '..', '..');
const plan = 'a'.repeat(64);
const study = 'b'.repeat(64);
const ids = { requestId: 'request-0001', projectId: 'P-520098-2026-Q2W8RT' };

const filled: FormFields = {
  ...{ name: '松岭镇林下食用菌产业园二期', type: 'industry', department: '县农业农村局', township: '松岭镇' },
  ...{ introduction: '新建菌棒车间 1 座。\r\n产品由合作社统一收购。', budget: '8,640,000.00' },
  ...{ implementer: 'songling-coop', qualification: '省级示范社', account: 'A-ABC123' },
  ...{ start: '2027-01-10', finish: '2027-10-31' },
  milestone: ['菌棒车间封顶', '', '首季出菇'],
  share: ['40', '', '60.00'],
  planned: ['2027-03-15', '', '2027-10-31'],
  'evidence-plan': plan,
  'evidence-study': [study],
};

describe('the application form', () => {
  let say: Say;

  before(async () => {
    say = (await openTexts(root))['zh-CN'];
  });

  const errorsOf = (changed: FormFields): Readonly<Record<string, string>> => {
    const outcome = applicationRequest(applicationForm({ ...filled, ...changed }), ids, say);
    if (!('errors' in outcome)) return {};
    return Object.fromEntries(outcome.errors.map(({ field, text }) => [field, text]));
  };

  it('becomes the request of the catalogue, its empty row left out', () => {
    const outcome = applicationRequest(applicationForm(filled), ids, say);
    expect(outcome).to.deep.equal({
      request: {
        ...ids,
        ...{ name: '松岭镇林下食用菌产业园二期', type: 'industry', department: '县农业农村局' },
        ...{ budgetFen: '864000000', introduction: '新建菌棒车间 1 座。\n产品由合作社统一收购。' },
        ...{ implementer: 'songling-coop', qualification: '省级示范社', township: '松岭镇' },
        ...{ plannedStart: '2027-01-10', plannedFinish: '2027-10-31', receivingAccount: 'A-ABC123' },
        fundingPlan: [
          { shareBasisPoints: 4000, milestone: '菌棒车间封顶', plannedDate: '2027-03-15' },
          { shareBasisPoints: 6000, milestone: '首季出菇', plannedDate: '2027-10-31' },
        ],
        evidence: [plan, study],
      },
    });
    expect('request' in outcome && submitProject.request.safeParse(outcome.request).success).to.equal(true);
  });

  it('says of every bad amount what is expected', () => {
    for (const budget of ['', '0', '-1', '1.234', '1e6', '12,34', '99999999999999999999', '=1+1']) {
      expect(errorsOf({ budget })['budget'], budget).to.contain('最多两位小数');
    }
  });

  it('names every field that is missing at once', () => {
    const outcome = applicationRequest(applicationForm({}), ids, say);
    const fields = 'errors' in outcome ? outcome.errors.map(({ field }) => field) : [];
    expect(fields).to.include.members([
      ...['name', 'type', 'department', 'township', 'introduction', 'budget', 'implementer', 'qualification'],
      ...['account', 'start', 'finish', 'milestone-0', 'files-plan', 'files-study'],
    ]);
  });

  it('tells the row of the plan that is at fault, as it stands on the page', () => {
    expect(errorsOf({ share: ['40', '', 'viel'] })['share-2']).to.contain('第 3 期');
    expect(errorsOf({ planned: ['2027-03-15', '', '2027-02-30'] })).to.have.property('planned-2');
    expect(fieldOfRefusal('fundingPlan[1].plannedDate', applicationForm(filled))).to.equal('planned-2');
  });

  it('refuses an operator in the place of a text', () => {
    expect(() => textFields({ name: { $gt: '' } })).to.throw(PageError);
    expect(errorsOf({ implementer: '{"$ne":null}' })).to.have.property('implementer');
  });

  it('leaves out the files that were ticked', () => {
    expect(errorsOf({ drop: study })).to.have.property('files-study');
  });

  it('says which file could not be taken', () => {
    expect(errorsOf({ uploadFaults: ['kind:合同.exe'] })['']).to.contain('“合同.exe”');
  });

  it('reads shares to the basis point', () => {
    expect(['40', '33.33', '33.3 %', '100％', '0.01'].map(parseShare)).to.deep.equal([
      4000, 3333, 3330, 10_000, 1,
    ]);
    expect(['', '-1', '1.234', '1000', 'x'].map(parseShare)).to.deep.equal(Array(5).fill(undefined));
  });

  it('gives one form one project id, of the county and the year', () => {
    const id = projectIdFor('520098', '2026-11-18', 'u1:request-0001');
    expect(projectIdField.safeParse(id).success).to.equal(true);
    expect(id).to.match(/^P-520098-2026-/);
    expect(projectIdFor('520098', '2026-11-18', 'u1:request-0001')).to.equal(id);
    expect(projectIdFor('520098', '2026-11-18', 'u1:request-0002')).to.not.equal(id);
  });
});
