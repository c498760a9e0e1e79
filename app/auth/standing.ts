/**
 * Whether the chain still lets a person act. Who is disabled there is turned away at the door here too; the contracts
 * refuse such a person whatever the platform says.
 */
export interface Member {
  readonly organisationId: string;
  readonly person: string;
}

/** The register as far as signing in needs it; the projection of the chain answers. */
export interface Standing {
  /** True when the organisation or the person is disabled on the chain. */
  isDisabled(member: Member): Promise<boolean>;
}
