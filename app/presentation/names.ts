/** How presentation asks for names: organisations by id, persons by organisation and pseudonym. */

/** Names for ids; both answer the id itself where there is no name. */
export interface Names {
  organisation(organisationId: string): string;
  person(organisationId: string, person: string): string;
}
