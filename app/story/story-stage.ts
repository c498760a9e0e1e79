/**
 * What a story needs to be played: a ledger whose clock can be moved on, and certificates for those who act. The
 * composition root sets it up; nothing here knows which ledger it is.
 */
import type { CalendarDate, Instant } from '../../domain/calendar';
import { millisecondsOf } from '../../domain/calendar';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { Story, StoryOrganisation } from './story';
import { organisationOf } from './story';

export interface CertificateAttributes {
  readonly role: string;
  readonly organisation: string;
  readonly county: string;
  readonly person: string;
  readonly kind: 'person' | 'service';
}

export interface ChainReport {
  readonly blocks: number;
  readonly transactions: number;
  readonly newestHash: string;
  /** What vouches for the chain: every signature verified again here, or peers that hold the same linked blocks. */
  readonly witness: 'signatures' | 'peers';
}

export interface StoryStage {
  readonly ledger: Ledger;
  now(): Instant;
  /** Moves the ledger's clock on; an instant that has passed changes nothing. */
  moveClockTo(instant: Instant): void;
  /** A new key with a certificate of this MSP. */
  enrol(mspId: string, attributes: CertificateAttributes): Promise<LedgerIdentity>;
  /** What is still there when the story is over, to be looked at. */
  readonly kept: { readonly what: 'ledger' | 'network'; readonly folder: string } | undefined;
  /** Verifies the whole chain again. */
  verify(): Promise<ChainReport>;
  close(): Promise<void>;
}

/** The ledgers a story can be played on. */
export const ledgerNames = ['embedded', 'fabric'] as const;
export type LedgerName = (typeof ledgerNames)[number];

/** What has to be made ready before a story can begin on a network. */
export type StagePart = 'tools' | 'network' | 'contracts';

export interface StageRequest {
  /** Where the ledger is kept; undefined when the user named no folder. */
  readonly folder: string | undefined;
  /** The network's profile; undefined when the user named none. */
  readonly profile: string | undefined;
  /** First of the network's ports; undefined when the user named none. */
  readonly portBase: string | undefined;
  readonly startsOn: CalendarDate;
  /** Is told of a part when it is begun, and when it is ready with the seconds it took. */
  readonly tell: (part: StagePart, seconds?: number) => void;
}

/** Opens a stage for one playing of a story. */
export type OpenStage = (request: StageRequest) => Promise<StoryStage>;

/** Certificates last a year; a longer story enrols its people again in time. */
const enrolledMsMax = 300 * 24 * 3_600_000;

interface Enrolled {
  readonly identity: LedgerIdentity;
  readonly atMs: number;
}

/** The people of a story with their certificates. */
export class Cast {
  readonly #story: Story;
  readonly #stage: StoryStage;
  readonly #enrolled = new Map<string, Enrolled>();

  constructor(story: Story, stage: StoryStage) {
    this.#story = story;
    this.#stage = stage;
  }

  /** The identity of a person of an organisation. */
  identityOf(organisationId: string, person: string): Promise<LedgerIdentity> {
    return this.#identity(organisationOf(this.#story, organisationId), person, 'person');
  }

  /** The identity of an organisation's system, which may only sweep and push statements. */
  serviceOf(organisationId: string): Promise<LedgerIdentity> {
    return this.#identity(
      organisationOf(this.#story, organisationId),
      serviceName(organisationId),
      'service',
    );
  }

  async #identity(
    organisation: StoryOrganisation,
    person: string,
    kind: 'person' | 'service',
  ): Promise<LedgerIdentity> {
    const key = `${organisation.id} ${person}`;
    const nowMs = millisecondsOf(this.#stage.now());
    const known = this.#enrolled.get(key);
    if (known !== undefined && nowMs - known.atMs < enrolledMsMax) return known.identity;
    const { id, role, county, msp } = organisation;
    const identity = await this.#stage.enrol(msp, { role, organisation: id, county, person, kind });
    this.#enrolled.set(key, { identity, atMs: nowMs });
    return identity;
  }
}

/** The name of an organisation's system. */
export function serviceName(organisationId: string): string {
  return `${organisationId}-system`;
}
