/** Plays drafts of every stage on the embedded ledger and keeps what the contracts told of each. */
import type { LedgerEvent } from '../../ledger/ledger';
import type { FundDraft } from '../../test/province/fund-draft';
import { openEmbeddedProvince } from '../../test/province/embedded-province';
import type { CountyName } from '../../test/province/province-plan';
import { recordedEvents } from '../../test/app/projections/recorded-ledger';
import type { RecordedLife } from './life-copies';

/** From a draft just issued to one honoured; the last has a difference that nobody has resolved. */
const stages: readonly ((draft: FundDraft) => Promise<unknown>)[] = [
  () => Promise.resolve(),
  (draft) => draft.paysInTurn('L1', 'L2'),
  (draft) => draft.isFunded(),
  async (draft) => {
    await draft.isFunded();
    await draft.passesTranche(1);
  },
  async (draft) => {
    await draft.isFunded();
    await draft.passesTranche(1);
    await draft.passesTranche(2);
  },
  async (draft) => {
    const line = draft.newLine();
    await draft.registers('L1', line);
    await draft.isStated('L1', line, { amountFen: '12345' });
  },
];

export interface RecordedProvince {
  /** Everything that was told. */
  readonly events: readonly LedgerEvent[];
  readonly lives: readonly RecordedLife[];
}

/** Records lives of all stages in both counties. */
export async function recordLives(): Promise<RecordedProvince> {
  const opened = await openEmbeddedProvince();
  const { province, ledger } = opened;
  const drafts: FundDraft[] = [];
  for (const county of ['yunling', 'shuimu'] as const satisfies readonly CountyName[]) {
    for (const play of stages) {
      const draft = await province.issues({ county });
      await play(draft);
      drafts.push(draft);
    }
  }
  const events = await recordedEvents(ledger);
  await opened.close();
  const lives = drafts.map(({ issued: { projectId } }) => {
    const own = events.filter(({ payload }) => payload.includes(projectId.slice(2)));
    const serials = own.flatMap(({ payload }) => payload.match(/SN-\d{6}/g) ?? []);
    const serialNumbers = [...new Set(serials)];
    return { projectId, projectName: `Terraces ${projectId}`, serialNumbers, events: own };
  });
  return { events, lives };
}
