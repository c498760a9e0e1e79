/**
 * The story as it is played: who takes part, what is applied for and approved, and what each office plans to do on
 * which day. The bank's lines are not in it: they come from the statement, and decide how the story goes.
 */
import type { z } from 'zod';
import type { storyShape } from './story-shape';

export type Story = z.infer<ReturnType<typeof storyShape>>;
export type StoryOrganisation = Story['organisations'][number];
export type StoryAccount = Story['accounts'][number];
export type StoryTransfer = Story['transfers'][number];

/** The organisation of this id; the story was checked to have it. */
export function organisationOf(story: Story, organisationId: string): StoryOrganisation {
  const found = story.organisations.find(({ id }) => id === organisationId);
  if (found === undefined) throw new Error(`the story was checked to name ${organisationId}`);
  return found;
}

/** The account of this id; the story was checked to have it. */
export function accountOf(story: Story, accountId: string): StoryAccount {
  const found = story.accounts.find(({ id }) => id === accountId);
  if (found === undefined) throw new Error(`the story was checked to name ${accountId}`);
  return found;
}

/** The one organisation of a role that serves the story's project. */
export function officeOf(story: Story, role: StoryOrganisation['role']): StoryOrganisation {
  const county = countyOf(story);
  const ofRole = story.organisations.filter((each) => each.role === role);
  const found = ofRole.find((each) => each.county === county) ?? ofRole[0];
  if (found === undefined) throw new Error(`the story was checked to have a ${role}`);
  return found;
}

/** The county the project's id names. */
function countyOf({ application }: Story): string {
  return application.projectId.slice(2, 8);
}

/** A person of an organisation by number; where there are fewer, the last one. */
export function personOf({ persons }: StoryOrganisation, number: number): string {
  const person = persons[Math.min(number, persons.length - 1)];
  if (person === undefined) throw new Error('the story was checked to name persons');
  return person;
}
