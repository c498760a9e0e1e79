/** Forms with files: what comes in is hashed, looked at and staged; what cannot be taken is named, and no trace of it stays. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import express from 'express';
import type { Express } from 'express';
import supertest from 'supertest';
import type { Viewer } from '../../../app/auth/viewer';
import type { FileStore } from '../../../app/files/file-store';
import { fileBytesMax, filesPerFormMax } from '../../../app/files/file-store';
import { openGridFileStore } from '../../../app/files/grid-file-store';
import { errorBoundary } from '../../../app/middleware/error-boundary';
import { uploads } from '../../../app/middleware/uploads';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';

const startMsMax = 180_000;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

const viewer: Viewer = {
  ...{ userId: 'u1', name: '龙知秋', post: '经办', person: 'p1', organisationId: 'qinghe-command' },
  ...{ role: 'county-command', county: '520098', mspId: 'CountyMSP', language: 'zh-CN', size: 'normal' },
};

describe('forms with files', function () {
  this.timeout(60_000);
  let database: FreshDatabase;
  let files: FileStore;
  let server: Express;
  const folder = mkdtempSync(join(tmpdir(), 'uploads-'));

  before(async function () {
    this.timeout(startMsMax);
    database = await (await sharedTestStore()).freshDatabase();
    files = await openGridFileStore(database.connection, () => new Date());
    server = express();
    const own = { viewerOf: () => viewer, isOwnForm: () => true };
    server.post('/form', uploads({ files, folder, ...own }), (request, response) => {
      const body: unknown = request.body;
      response.json({ body, left: readdirSync(folder) });
    });
    server.use(errorBoundary({ isStoreFailure: () => false, log: () => undefined }));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });
  afterEach(() => {
    expect(readdirSync(folder), 'temporary files').to.deep.equal([]);
  });

  it('puts the hash in the place of the file and keeps its Chinese name', async () => {
    const sent = await supertest(server)
      .post('/form')
      .field('name', '松岭镇<b>产业园</b>')
      .attach('files-plan', pdf, '实施方案（定稿）.pdf');
    const hash = createHash('sha256').update(pdf).digest('hex');
    expect(sent.body).to.deep.equal({
      body: { name: '松岭镇<b>产业园</b>', 'evidence-plan': [hash], uploadFaults: [] },
      left: [],
    });
    expect((await files.entriesOf(hash))[0]).to.include({
      name: '实施方案（定稿）.pdf',
      owner: 'qinghe-command',
    });
  });

  it('does not take a program that is called a PDF, and keeps the rest of the form', async () => {
    const sent = await supertest(server)
      .post('/form')
      .field('name', '项目')
      .attach('files', program, { filename: '合同.pdf', contentType: 'application/pdf' });
    expect(sent.body).to.deep.equal({ body: { name: '项目', uploadFaults: ['kind:合同.pdf'] }, left: [] });
  });

  it('does not take a file above the limit', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(fileBytesMax)]);
    const sent = await supertest(server).post('/form').attach('files', large, '图.pdf').field('name', '项目');
    expect(sent.body).to.deep.equal({ body: { name: '项目', uploadFaults: ['size:图.pdf'] }, left: [] });
  });

  it('takes as many files as a form may have and names the one too many', async () => {
    const request = supertest(server).post('/form');
    for (let number = 0; number <= filesPerFormMax; number += 1) {
      request.attach('files', Buffer.concat([pdf, Buffer.from(String(number))]), `${String(number)}.pdf`);
    }
    const sent = await request;
    const body: unknown = sent.body;
    expect(body).to.have.nested.property('body.evidence').with.length(filesPerFormMax);
    expect(body)
      .to.have.nested.property('body.uploadFaults')
      .that.deep.equals([`count:${String(filesPerFormMax)}.pdf`]);
  });

  it('refuses a file in a field that no form has', async () => {
    const sent = await supertest(server)
      .post('/form')
      .set('accept', 'application/json')
      .attach('avatar', pdf, 'x.pdf');
    expect(sent.status).to.equal(422);
  });

  it('refuses a request whose parts do not hold together', async () => {
    const sent = await supertest(server)
      .post('/form')
      .set('content-type', 'multipart/form-data; boundary=x')
      .set('accept', 'application/json')
      .send('--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-');
    expect(sent.status).to.equal(422);
  });
});
