/**
 * A data folder in which the invented province is founded and one county command has a user and two evidence files: what a
 * platform of its own process is started on.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInstallation } from '../../../app/cli/installation';
import type { Installation } from '../../../app/cli/installation';
import { readConfig } from '../../../app/config';
import type { PlatformConfig } from '../../../app/config';
import { newCodeSecret } from '../../../app/auth/one-time-code';
import { openGridFileStore } from '../../../app/files/grid-file-store';
import { compareProjections } from '../../../app/projections/comparison';
import type { ProjectionComparison } from '../../../app/projections/comparison';
import { rebuildProjections } from '../../../app/projections/rebuild';
import type { MspId } from '../../../domain/roles';
import type { IdentityIssuer } from '../../../ledger/identities/identity-issuer';
import { Province } from '../../province/province';
import { plannedAccounts } from '../../province/province-plan';
import type { Fields } from './desk';

export const clerk = { loginName: 'founded-clerk', password: 'invented-and-long-2' };

export type Arrange = (province: Province, installation: Installation) => Promise<void>;

const silent = (): void => undefined;

export class FoundedFolder {
  readonly folder: string;
  /** An application that only lacks its name. */
  application: Fields = {};

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param arrange what more is to be there before the folder is closed */
  static async make(arrange?: Arrange): Promise<FoundedFolder> {
    const made = new FoundedFolder(mkdtempSync(join(tmpdir(), 'founded-')));
    await made.#open(async (installation) => {
      const { ledger, identity } = installation;
      const issuers = issuersOf(ledger.issuers);
      const clock = { now: ledger.now };
      const province = await Province.found({ ledger: ledger.ledger, issuers, clock });
      const { person, seat } = province.offices.yunlingCommand.first;
      await identity.enrolment.addReady(
        { ...seat, person, loginName: clerk.loginName, name: '韦青', post: '经办', language: 'zh-CN' },
        { password: clerk.password, codeSecret: newCodeSecret() },
      );
      made.application = await made.#applicationOf(installation, province);
      await arrange?.(province, installation);
    });
    return made;
  }

  /** Compares what the pages stood on with what the ledger says, document by document. */
  async compared(): Promise<ProjectionComparison> {
    return this.#open(async ({ ledger, store }) => {
      const scratch = store.connection.useDb('compared');
      await rebuildProjections(ledger.ledger, scratch);
      return compareProjections(store.connection, scratch);
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #open<Answer>(work: (installation: Installation) => Promise<Answer>): Promise<Answer> {
    const installation = await openInstallation(configOf(this.folder), silent);
    try {
      return await work(installation);
    } finally {
      await installation.close();
    }
  }

  async #applicationOf({ store }: Installation, { offices }: Province): Promise<Fields> {
    const owner = offices.yunlingCommand.first.organisationId;
    const files = await openGridFileStore(store.connection, () => new Date());
    const stage = async (name: string): Promise<string> => {
      const bytes = Buffer.from(`%PDF-1.7 ${name}`);
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = join(this.folder, 'evidence');
      writeFileSync(path, bytes);
      await files.stage({ hash, name, owner, path, bytes: bytes.length, mime: 'application/pdf' });
      return hash;
    };
    const year = String(new Date().getFullYear() + 1);
    return {
      ...{ type: 'industry', department: '县农业农村局', township: '松岭镇', qualification: '省级示范社' },
      ...{ introduction: '新建菌棒车间 1 座。', budget: '8,640,000.00' },
      implementer: offices.yunlingBuilder.first.organisationId,
      account: plannedAccounts.yunlingBuilder.accountId,
      ...{ start: `${year}-01-10`, finish: `${year}-10-31` },
      ...{ milestone: ['封顶', '出菇'], share: ['40', '60'], planned: [`${year}-03-15`, `${year}-10-31`] },
      'evidence-plan': await stage('实施方案.pdf'),
      'evidence-study': await stage('可研批复.pdf'),
    };
  }
}

/** The configuration of an installation in a folder, with a store of its own. */
export function configOf(folder: string): PlatformConfig {
  return readConfig({ data: folder, demo: 'off' }, {}, folder);
}

function issuersOf(issuers: ReadonlyMap<MspId, IdentityIssuer>): Readonly<Record<MspId, IdentityIssuer>> {
  const issuerOf = (mspId: MspId): IdentityIssuer => {
    const issuer = issuers.get(mspId);
    if (issuer === undefined) throw new Error(`no authority for ${mspId}`);
    return issuer;
  };
  return {
    ...{ ProvinceMSP: issuerOf('ProvinceMSP'), CountyMSP: issuerOf('CountyMSP') },
    ...{ BankMSP: issuerOf('BankMSP'), PartnershipMSP: issuerOf('PartnershipMSP') },
  };
}
