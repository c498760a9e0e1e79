/**
 * `mvcb init`: founds a real installation from a file that names the first organisations and their administrators. Each
 * administrator gets a key of his or her own, sealed under a one-time password that is printed once and kept nowhere.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { countyField, organisationIdField, personField } from '../../../domain/identifiers';
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
  const passwords: string[] = [];
  for (const organisation of organisations) {
    for (const admin of organisation.admins) {
      passwords.push(`${admin.login}\t${await passwordFor(installation, organisation, admin)}`);
    }
  }
  const founder = organisations.find(({ msp, admins }) => msp === 'ProvinceMSP' && admins.length > 0);
  const login = founder?.admins[0]?.login ?? '';
  const password = passwords.find((line) => line.startsWith(`${login}\t`))?.split('\t')[1] ?? '';
  const user = await installation.identity.users.byLoginName(login);
  if (user === undefined) throw new ConfigError('An administrator of ProvinceMSP must found the register.');
  const { identity } = await unlockedKeyOf(user, password);
  const committed = await submitTransaction(installation.ledger.ledger, identity, {
    definition: foundRegister,
    request: {
      requestId: `init-${user._id}`,
      organisations: organisations.map(({ id, name, role, county, msp, admins }) => ({
        ...{ organisationId: id, name, role, county, mspId: msp },
        adminPersons: admins.map(({ person }) => person),
      })),
    },
  });
  if (!committed.ok) {
    site.complain(refusalText(committed.refusal, site.locale));
    return exitCodes.wrong;
  }
  site.say('init.done', { organisations: organisations.length });
  process.stdout.write(`${passwords.join('\n')}\n`);
  return exitCodes.good;
}

/** An init that broke off is begun again: whoever is there already gets a new key and password. */
async function passwordFor(
  { identity }: Installation,
  organisation: FoundingFile['organisations'][number],
  admin: FoundingFile['organisations'][number]['admins'][number],
): Promise<string> {
  const { id: organisationId, role, county, msp: mspId } = organisation;
  const { person, login: loginName, name } = admin;
  const entry = { loginName, name, post: '管理员', person, organisationId, role, county, mspId };
  const added = await identity.enrolment.add({ ...entry, language: 'zh-CN' });
  const user = added ?? (await identity.users.byPerson(mspId, person));
  if (user === undefined) throw new ConfigError(`The login name ${loginName} is somebody else's already.`);
  return identity.enrolment.giveOneTimePassword(user);
}
