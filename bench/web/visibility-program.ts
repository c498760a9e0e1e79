/**
 * The platform with somebody beside it who acts on its ledger whenever the benchmark asks: so the instant of a commit is
 * known, which no page tells. Ledger, store and pages are composed as the platform's own start composes them.
 */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { submitTransaction } from '../../app/blockchain/contract-client';
import { openPlatformLedger } from '../../app/cli/platform-ledger';
import type { PlatformLedger } from '../../app/cli/platform-ledger';
import { projectRoot } from '../../app/cli/project-root';
import { demoPerson } from '../../app/demo/demo-organisations';
import { demoIdentity } from '../../app/demo/demo-users';
import { readModels } from '../../app/models/read-models';
import type { TransactionDocument } from '../../app/models/chain-documents';
import type { DraftDocument } from '../../app/models/draft-document';
import { openPlatform } from '../../app/platform';
import type { Platform } from '../../app/platform';
import type { Store } from '../../app/store/store-connection';
import { freezeDraft, proposeLift } from '../../domain/transactions/draft-transactions';
import type { LedgerIdentity } from '../../ledger/ledger';
import { storeOfFolder } from './filled-folder';
import type { VisibilityPlan, VisibilityReport } from './visibility-plan';
import { sharedClockMs, visibilityOrder, visibilityPlan } from './visibility-plan';

const office = 'leading-office';
const lastWritesMs = 500;

class Acting {
  readonly #ledger: PlatformLedger;
  readonly #identity: LedgerIdentity;
  readonly draftIds: readonly string[];
  #count = 0;

  constructor(ledger: PlatformLedger, identity: LedgerIdentity, draftIds: readonly string[]) {
    this.#ledger = ledger;
    this.#identity = identity;
    this.draftIds = draftIds;
  }

  /** Freezes the drafts: a proposal to lift can then be sent again and again. */
  async begin(): Promise<void> {
    for (const draftId of this.draftIds) {
      const frozen = await submitTransaction(this.#ledger.ledger, this.#identity, {
        definition: freezeDraft,
        request: { requestId: `freeze-${draftId}`, draftId, reason: '基准测试：冻结' },
      });
      assert(frozen.ok || frozen.refusal.code === 'draft-frozen', `${draftId} could not be frozen`);
    }
  }

  async act(mark: string): Promise<VisibilityReport> {
    const draftId = this.draftIds[this.#count % this.draftIds.length] ?? '';
    this.#count += 1;
    const sentMs = sharedClockMs();
    const committed = await submitTransaction(this.#ledger.ledger, this.#identity, {
      definition: proposeLift,
      request: { requestId: mark, draftId, reason: mark },
    });
    const committedMs = sharedClockMs();
    assert(committed.ok, `the proposal ${mark} was refused`);
    return { kind: 'committed', draftId, block: Number(committed.value.blockNumber), sentMs, committedMs };
  }
}

async function run(plan: VisibilityPlan): Promise<void> {
  const ledger = await openPlatformLedger({
    kind: 'embedded',
    folder: join(plan.dataFolder, 'ledger-embedded'),
  });
  const store = await storeOfFolder(plan.dataFolder);
  const platform = await opened(plan, ledger, store);
  const http = createServer(platform.server).listen(plan.port, '127.0.0.1');
  await once(http, 'listening');
  const acting = await actingOn({ ledger, store, platform }, plan.drafts);
  await acting.begin();
  process.on('message', (order: unknown) => {
    acting
      .act(visibilityOrder.parse(order).mark)
      .then((report) => process.send?.(report))
      .catch(ended);
  });
  process.once('disconnect', () => {
    const answered = once(http.close(), 'close');
    http.closeAllConnections();
    // A page that is gone may still have its session noted.
    answered
      .then(() => pause(lastWritesMs))
      .then(() => platform.close())
      .then(() => store.close())
      .then(() => ledger.close())
      .catch(ended);
  });
  const ready: VisibilityReport = {
    kind: 'ready',
    address: `http://127.0.0.1:${String(plan.port)}`,
    draftIds: [...acting.draftIds],
  };
  process.send?.(ready);
}

function opened(plan: VisibilityPlan, ledger: PlatformLedger, store: Store): Promise<Platform> {
  return openPlatform({
    ...{ root: projectRoot, ledger: ledger.ledger, store, now: () => ledger.now() },
    serviceIdentity: (mspId, organisation) => ledger.serviceIdentity(mspId, organisation),
    temporaryFolder: join(plan.dataFolder, 'temporary'),
    issuerOf: (mspId) => ledger.issuers.get(mspId),
    logger: pino({ level: 'warn' }),
    settings: {
      ...{ demo: true, secure: false, production: false, publicUrl: 'http://127.0.0.1', assets: 'bench' },
      secrets: ['signs the cookies of a benchmark alone'],
    },
  });
}

interface Parts {
  readonly ledger: PlatformLedger;
  readonly store: Store;
  readonly platform: Platform;
}

/** The office's person, and drafts that the ledger itself knows: copies stand in the store alone. */
async function actingOn({ ledger, store, platform }: Parts, count: number): Promise<Acting> {
  const { users, enrolment } = platform.identity;
  const issuerOf = ledger.issuers.get.bind(ledger.issuers);
  const identity = await demoIdentity({ users, enrolment, issuerOf }, demoPerson(office));
  const { transactions, drafts } = readModels(store.connection);
  const issued = await transactions.find({ event: 'DraftCreated' }).lean<TransactionDocument[]>().exec();
  const known = await drafts
    .find(
      { _id: { $in: issued.flatMap(({ objects }) => objects) }, status: { $ne: 'cancelled' } },
      { _id: 1 },
    )
    .limit(count)
    .lean<Pick<DraftDocument, '_id'>[]>()
    .exec();
  return new Acting(
    ledger,
    identity,
    known.map(({ _id }) => _id),
  );
}

function ended(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

process.once('message', (plan: unknown) => {
  run(visibilityPlan.parse(plan)).catch(ended);
});
