/**
 * Who writes on the chain while others read: county finance offices that propose accounts, and implementers that report progress
 * on projects of the ledger itself. The one leaves lists of projects and drafts as they were, the other changes them.
 */
import { demoPeople } from '../../app/demo/demo-organisations';
import type { DemoPerson } from '../../app/demo/demo-organisations';
import type { Role } from '../../domain/roles';
import { Desk } from '../../test/app/platform/desk';
import type { Fields } from '../../test/app/platform/desk';
import { inLanes } from '../lanes';

const clerksBank = 'bank-shanhe';
const signInsAtOnce = 4;
const underwayList = '/projects?status=underway';
/** Copies of projects have other builders: what a builder of the demo builds, the ledger knows. */
const projectForm = /href="\/projects\/(P-[0-9A-Z-]+)"/;

export interface Writer {
  write(): Promise<string>;
}

/** Everybody who writes, in turn one of each kind. */
export async function loadWriters(address: string, password: string): Promise<readonly Writer[]> {
  const signedIn = async (person: DemoPerson): Promise<Desk> => {
    const desk = new Desk(address, () => '');
    await desk.signIn(person.person, password);
    return desk;
  };
  const clerks: Writer[] = [];
  await inLanes(peopleOf('county-finance'), signInsAtOnce, async (person) => {
    clerks.push(clerk(await signedIn(person), person.organisation.id));
  });
  const builders: Writer[] = [];
  await inLanes(peopleOf('implementer'), signInsAtOnce, async (person) => {
    const desk = await signedIn(person);
    const projectId = projectForm.exec(await desk.page(underwayList))?.[1];
    if (projectId !== undefined) builders.push(builder(desk, projectId));
  });
  if (clerks.length === 0 || builders.length === 0) {
    throw new Error('the demo has no county finance office or no project that is being built');
  }
  return clerks.flatMap((each, turn) => [each, ...builders.slice(turn % builders.length).slice(0, 1)]);
}

function peopleOf(role: Role): readonly DemoPerson[] {
  return demoPeople.filter(({ organisation }) => organisation.role === role);
}

function clerk(desk: Desk, office: string): Writer {
  const usual: Fields = { holder: office, bank: clerksBank, kind: 'dedicated', holderKind: 'corporate' };
  return {
    write: () => desk.act('/registers/accounts/propose', { ...usual, number: `6222${String(Date.now())}` }),
  };
}

function builder(desk: Desk, projectId: string): Writer {
  const note = '基准测试：路基已经压实，排水沟砌到第三段。';
  return { write: () => desk.act(`/projects/${projectId}/progress/report`, { percent: '60', note }) };
}
