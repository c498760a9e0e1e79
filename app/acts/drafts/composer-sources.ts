/** Where the composer's ground comes from: the read model, names, and the picture of a path that is only planned. */
import { amountInWords, yuan } from '../../presentation/money-words';
import { moneyPath } from '../../presentation/money-path';
import { moneyPathSvg } from '../../presentation/money-path-svg';
import { plannedDraft } from '../../presentation/planned-draft';
import type { NamedOrganisation } from '../../presentation/speech';
import { scopeOf } from '../../auth/viewer';
import type { DraftParty } from '../../models/draft-document';
import type { PathRegisters } from '../../models/path-registers';
import type { ActContext } from '../act';
import type { ComposedPath } from './composed-path';
import { accountIdOf } from './composer-ground';
import type { ComposerGround } from './composer-ground';
import type { ComposerPorts } from './composer-page';

export interface ComposerSources {
  readonly registers: PathRegisters;
  readonly colleagues: ComposerPorts['othersWho'];
  readonly organisation: (organisationId: string) => NamedOrganisation;
}

const columnsShown = 4;

/** The composer's ports over the read model. */
export function composerPorts({ registers, colleagues, organisation }: ComposerSources): ComposerPorts {
  return {
    ground: ({ viewer, params }) => groundOf(registers, scopeOf(viewer), params['projectId'] ?? ''),
    organisation: (id) => organisation(id).name,
    amountWords: (amountFen) => `${yuan(BigInt(amountFen))} ${amountInWords(BigInt(amountFen))}`,
    othersWho: colleagues,
    picture: (ground, path, context) => pictureOf(ground, path, { context, organisation }),
  };
}

async function groundOf(
  registers: PathRegisters,
  scope: ReturnType<typeof scopeOf>,
  projectId: string,
): Promise<ComposerGround | undefined> {
  const project = await registers.approvedProject(scope, projectId);
  if (project === undefined) return undefined;
  const [organisations, thresholds] = await Promise.all([
    registers.organisations(project.county),
    registers.thresholds(),
  ]);
  const accounts = await registers.accounts([...organisations.keys()]);
  return { project, accounts, organisations, thresholds };
}

function pictureOf(
  ground: ComposerGround,
  path: ComposedPath,
  about: { readonly context: ActContext; readonly organisation: (id: string) => NamedOrganisation },
): { readonly svg: string; readonly wide: boolean } {
  const { context, organisation } = about;
  const { viewer, say, now } = context;
  const partyOf = (party: ComposedPath['legs'][number]['payer']): DraftParty => {
    const accountId = accountIdOf(ground, party);
    const account = ground.accounts.find(({ _id }) => _id === accountId);
    const { organisationId } = party;
    return { organisationId, accountId, mask: account?.mask ?? '', bank: account?.bank ?? '' };
  };
  const onlooker = {
    speech: { language: viewer.language, say },
    ...{ organisationId: viewer.organisationId, organisation, now: now().toISOString() },
  };
  const drawn = moneyPath(plannedDraft(ground.project, path, partyOf), onlooker, ground.thresholds.idleDays);
  return { svg: moneyPathSvg(drawn), wide: drawn.layout.columns > columnsShown };
}
