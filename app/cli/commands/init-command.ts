/**
 * `mvcb init`: founds a real installation from a file that names the first organisations and their administrators. Each
 * administrator gets a key of his or her own, sealed under a one-time password that is printed once and kept nowhere.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { countyField, organisationIdField, personField } from '../../../domain/identifiers';
import type { Refusal } from '../../../domain/refusals/refusal';
import { refusalText } from '../../../domain/refusals/refusal';
import { mspIds, roles } from '../../../domain/roles';
import { foundRegister } from '../../../domain/transactions/registry-transactions';
import { unlockedKeyOf } from '../../auth/login-desk';
import { submitTransaction } from '../../blockchain/contract-client';
import { ConfigError } from '../../config';
import type { CommandSite } from '../command-site';
import { exitCodes } from '../command-site';
import type { Installation } from '../installation';
import { openInstallation } from '../installation';

const fileSchema = z.strictObject({
  organisations: z
    .array(
      z.strictObject({
        id: organisationIdField,
        name: z.string().min(1),
        role: z.enum(roles),
        county: countyField,
        msp: z.enum(mspIds),
        admins: z
          .array(
            z.strictObject({
              person: personField,
              login: z.string().min(1).max(64),
              name: z.string().min(1),
            }),
          )
          .default([]),
      }),
    )
    .min(mspIds.length),
});
type FoundingFile = z.infer<typeof fileSchema>;

/** Founds the register and adds the administrators; answers the exit code. */
export async function initCommand(
  site: CommandSite,
  { words }: { readonly words: readonly string[] },
): Promise<number> {
  const file = await foundingFile(words[0] ?? '');
  const installation = await openInstallation({ ...site.config, demo: false }, site.note);
  try {
    return await found(site, installation, file);
  } finally {
    await installation.close();
  }
}

/** @throws ConfigError when the file cannot be read, or says what where it does not fit */
async function foundingFile(path: string): Promise<FoundingFile> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new ConfigError(`There is no file ${path}: name one with the organisations.`);
  const parsed = fileSchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`${path} is malformed. ${faults.join('; ')}.`);
}

async function found(
  site: CommandSite,
  installation: Installation,
  { organisations }: FoundingFile,
): Promise<number> {
  const admins = organisations.flatMap((organisation) =>
    organisation.admins.map((admin) => ({ organisation, admin })),
  );
  const founder = admins.find(({ organisation }) => organisation.msp === 'ProvinceMSP')?.admin.login;
  if (founder === undefined)
    throw new ConfigError('An administrator of ProvinceMSP must found the register.');
  const passwords = new Map<string, string>();
  for (const { organisation, admin } of admins) {
    const password = await passwordFor(installation, organisation, admin);
    if (password !== undefined) passwords.set(admin.login, password);
  }
  if (passwords.size === 0) return site.wrong('init.before');
  const password = passwords.get(founder);
  if (password !== undefined) {
    const refusal = await submitFounding(installation, { organisations }, { login: founder, password });
    if (refusal !== undefined) return site.wrong('init.refused', { why: refusalText(refusal, site.locale) });
  }
  site.say('init.done', { organisations: organisations.length });
  for (const [login, given] of passwords) process.stdout.write(`${login}\t${given}\n`);
  return exitCodes.good;
}

/** Founds the register, signed by the founder; answers the refusal if there is one. The same again changes nothing. */
async function submitFounding(
  { identity, ledger }: Installation,
  { organisations }: FoundingFile,
  founder: { readonly login: string; readonly password: string },
): Promise<Refusal | undefined> {
  const user = await identity.users.byLoginName(founder.login);
  if (user === undefined) throw new Error(`${founder.login} was added and is not there`);
  const key = await unlockedKeyOf(user, founder.password);
  const committed = await submitTransaction(ledger.ledger, key.identity, {
    definition: foundRegister,
    request: {
      requestId: `init-${user._id}`,
      organisations: organisations.map(({ id, name, role, county, msp, admins }) => ({
        ...{ organisationId: id, name, role, county, mspId: msp },
        adminPersons: admins.map(({ person }) => person),
      })),
    },
  });
  return committed.ok ? undefined : committed.refusal;
}

/**
 * A new administrator's one-time password. An init that broke off is begun again, so whoever has not signed in yet gets
 * another one; whoever has chosen a password keeps it, and nothing is answered.
 */
async function passwordFor(
  { identity }: Installation,
  organisation: FoundingFile['organisations'][number],
  admin: FoundingFile['organisations'][number]['admins'][number],
): Promise<string | undefined> {
  const { id: organisationId, role, county, msp: mspId } = organisation;
  const { person, login: loginName, name } = admin;
  const entry = { loginName, name, post: '管理员', person, organisationId, role, county, mspId };
  const added = await identity.enrolment.add({ ...entry, language: 'zh-CN' });
  const user = added ?? (await identity.users.byPerson(mspId, person));
  if (user === undefined) throw new ConfigError(`The login name ${loginName} is somebody else's already.`);
  return user.mustChangePassword ? identity.enrolment.giveOneTimePassword(user) : undefined;
}
