/** Forms that were begun and not sent: only the organisation that began one sees, changes or deletes it. */
import { expect } from 'chai';
import type { UnsentForms } from '../../../app/models/unsent-form-model';
import { unsentForms, unsentFormsMax } from '../../../app/models/unsent-form-model';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';

const startMsMax = 180_000;
const kind = 'project-application';
const ours = { organisationId: 'qinghe-command', userId: 'u1', name: '龙知秋' };
const theirs = { organisationId: 'yunling-command', userId: 'u2', name: '韦知远' };

describe('unsent forms', function () {
  this.timeout(30_000);
  let database: FreshDatabase;
  let forms: UnsentForms;

  before(async function () {
    this.timeout(startMsMax);
    database = await (await sharedTestStore()).freshDatabase();
    forms = unsentForms(database.connection, () => new Date('2026-11-18T02:41:00Z'));
  });
  after(() => database.drop());

  it('come back as they were typed, whatever was typed', async () => {
    const fields = { name: '<script>', 'a.b': '$where', $set: '{"$gt":""}', milestone: ['一', '二'] };
    expect(await forms.save(ours, { id: 'form-0001', kind, fields })).to.equal('saved');
    expect(await forms.find('qinghe-command', 'form-0001')).to.deep.include({ fields, savedBy: '龙知秋' });
  });

  it('are not there for another organisation', async () => {
    await forms.save(ours, { id: 'form-0002', kind, fields: { name: '我们的' } });
    expect(await forms.find('yunling-command', 'form-0002')).to.equal(undefined);
    expect(await forms.list('yunling-command', kind)).to.deep.equal([]);
    expect(await forms.remove('yunling-command', 'form-0002')).to.equal(false);
  });

  it('stay as they are when another organisation saves under their id', async () => {
    await forms.save(ours, { id: 'form-0003', kind, fields: { name: '我们的' } });
    await forms.save(theirs, { id: 'form-0003', kind, fields: { name: '他们的' } });
    const kept = await forms.find('qinghe-command', 'form-0003');
    expect(kept?.fields).to.deep.equal({ name: '我们的' });
    expect(await forms.find('yunling-command', 'form-0003')).to.equal(undefined);
  });

  it('are as many as an organisation may keep, and no more', async () => {
    const many = { ...theirs, organisationId: 'busy-command' };
    for (let number = 0; number < unsentFormsMax; number += 1) {
      await forms.save(many, { id: `busy-${String(number).padStart(4, '0')}`, kind, fields: {} });
    }
    expect(await forms.save(many, { id: 'busy-9999', kind, fields: {} })).to.equal('too-many');
    expect(await forms.save(many, { id: 'busy-0001', kind, fields: { name: 'still' } })).to.equal('saved');
  });
});
