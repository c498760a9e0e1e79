/**
 * The demo's page: the story in steps, everybody's login with the code of the moment, and the banks' buttons. It is there
 * in a demonstration alone, on this machine alone (config.ts).
 */
import type { Request, Response } from 'express';
import { single, textFields } from '../acts/act-form';
import type { LoginDesk } from '../auth/login-desk';
import { unlockedKeyOf } from '../auth/login-desk';
import { beginSession } from '../auth/login-passport';
import { codeAt } from '../auth/one-time-code';
import { endOfSession } from '../auth/session-rules';
import { signedInUser } from '../auth/signed-in-user';
import type { UnlockedKeys } from '../auth/unlocked-keys';
import type { SimulatedBank } from '../demo/simulated-bank';
import { paymentKinds } from '../demo/simulated-bank';
import { demoCounties } from '../demo/demo-places';
import { demoPeople } from '../demo/demo-organisations';
import type { DemoPerson } from '../demo/demo-organisations';
import { demoStorySteps, nextStepOf } from '../demo/demo-story';
import type { DemoActor } from '../demo/demo-story';
import { demoCodeSecret, demoPassword } from '../demo/demo-users';
import { refusalText } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { roles } from '../../domain/roles';
import type { DemoReader } from '../models/demo-reader';
import type { DraftDocument } from '../models/draft-document';
import type { ProjectDocument } from '../models/project-document';
import { found } from '../page-error';
import { yuan } from '../presentation/money-words';
import type { Say } from '../texts';
import { localPath } from './local-path';

const codeSeconds = 30;

export interface DemoPorts {
  readonly desk: LoginDesk;
  readonly unlocked: UnlockedKeys;
  readonly bank: SimulatedBank;
  readonly reader: DemoReader;
  readonly now: () => Date;
  readonly sayOf: (request: Request) => Say;
}

export class DemoController {
  readonly #ports: DemoPorts;

  constructor(ports: DemoPorts) {
    this.#ports = ports;
  }

  readonly page = async (request: Request, response: Response): Promise<void> => {
    const { reader, bank, now, sayOf } = this.#ports;
    const say = sayOf(request);
    const [county] = demoCounties;
    const code = county?.code ?? '';
    const [followed, drafts] = await Promise.all([reader.followed(code), reader.payable(code)]);
    const atMs = now().getTime();
    response.render(request.user === undefined ? 'demo/demo-plain' : 'demo/demo', {
      ...{ title: say('demo:title'), trail: [{ text: say('demo:title') }], live: undefined },
      ...{ county: county?.name ?? '', password: demoPassword, followed: followed?.name },
      steps: stepsShown(followed, code),
      roleGroups: officesShown(code, atMs),
      seconds: codeSeconds - (Math.floor(atMs / 1_000) % codeSeconds),
      ...{ legs: drafts.flatMap(payableLegs), kinds: paymentKinds },
      lines: bank.lines().map(({ id, draftId, legId, kind, entry, slipDate, pushed }) => ({
        ...{ id, draftId, legId, kind, pushed, slipDate, serial: entry.serialNumber },
        ...{ date: entry.bookingDate, amount: yuan(BigInt(entry.amountFen)) },
      })),
    });
  };

  /** Signs in as somebody of the demo, whoever was signed in before. */
  readonly switchRole = async (request: Request, response: Response): Promise<void> => {
    const { desk, unlocked, now, sayOf } = this.#ports;
    const fields = textFields(request.body);
    const person = single(fields['person']) ?? '';
    const user = await desk.check(person, demoPassword);
    if (user === undefined) {
      request.session.notice = sayOf(request)('demo:switch.refused', { person });
      response.redirect(303, '/demo');
      return;
    }
    const key = await unlockedKeyOf(user, demoPassword);
    const atMs = now().getTime();
    unlocked.drop(request.sessionID);
    await beginSession(request, signedInUser(user), { now: atMs });
    unlocked.put(request.sessionID, key, endOfSession({ beganAt: atMs, seenAt: atMs }, user.role));
    response.redirect(303, localPath(single(fields['next'])));
  };

  readonly pay = async (request: Request, response: Response): Promise<void> => {
    const fields = textFields(request.body);
    const kind = found(paymentKinds.find((each) => each === single(fields['kind'])));
    const draftId = single(fields['draft']) ?? '';
    const legId = single(fields['leg']) ?? '';
    this.#answer(request, response, await this.#ports.bank.pays(draftId, legId, kind));
  };

  readonly push = async (request: Request, response: Response): Promise<void> => {
    this.#answer(request, response, await this.#ports.bank.pushes(lineOf(request)));
  };

  readonly reverse = async (request: Request, response: Response): Promise<void> => {
    this.#answer(request, response, await this.#ports.bank.reverses(lineOf(request)));
  };

  #answer(
    request: Request,
    response: Response,
    result: Result<
      { readonly entry: { readonly serialNumber: string }; readonly pushed: boolean } | undefined
    >,
  ): void {
    const say = this.#ports.sayOf(request);
    const language = request.user?.viewer.language ?? request.session.language ?? 'zh-CN';
    if (!result.ok) {
      request.session.notice = refusalText(result.refusal, language);
    } else {
      const { entry, pushed } = found(result.value);
      request.session.notice = say(pushed ? 'demo:bank.pushed' : 'demo:bank.paid', {
        serial: entry.serialNumber,
      });
    }
    response.redirect(303, '/demo#bank');
  }
}

function lineOf(request: Request): string {
  return single(textFields(request.body)['line']) ?? '';
}

/** The story's county, and who acts for the whole province. */
function isShown(county: string, storyCounty: string): boolean {
  return county === storyCounty || county.endsWith('0000');
}

function shownPerson(
  { person, name, post, organisation }: DemoPerson,
  atMs: number,
): Readonly<Record<string, string>> {
  const { shortName } = organisation;
  return { person, name, post, organisation: shortName, code: codeAt(demoCodeSecret(person), atMs) };
}

/** The nine roles in the order of the money, each with its people. */
function officesShown(county: string, atMs: number): readonly object[] {
  const people = demoPeople.filter(({ organisation }) => isShown(organisation.county, county));
  // Administrators come last: the story does without them.
  const inOrder = [...roles.filter((role) => role !== 'admin'), 'admin'] as const;
  return inOrder.map((role) => ({
    role,
    people: people
      .filter(({ organisation }) => organisation.role === role)
      .map((each) => shownPerson(each, atMs)),
  }));
}

/** Each step with whoever can take it by one click, and the page on which it is taken. */
function stepsShown(followed: ProjectDocument | undefined, county: string): readonly object[] {
  const next = followed === undefined ? undefined : nextStepOf(followed);
  const at = demoStorySteps.findIndex(({ key }) => key === next);
  return demoStorySteps.map(({ key, actors, href, ofProject }, index) => ({
    ...{ key, number: String(index + 1) },
    href: index === at && followed !== undefined && ofProject ? `/projects/${followed._id}` : href,
    state: index === at ? 'current' : index < at ? 'done' : 'ahead',
    actors: actors.flatMap((actor) => actorShown(actor, { followed, county })),
  }));
}

function actorShown(
  { role, post }: DemoActor,
  { followed, county }: { readonly followed: ProjectDocument | undefined; readonly county: string },
): readonly object[] {
  const fitting = demoPeople.filter(
    ({ organisation }) => organisation.role === role && isShown(organisation.county, county),
  );
  const ofProject = fitting.filter(({ organisation }) => organisation.id === followed?.implementer);
  const candidates = ofProject.length > 0 ? ofProject : fitting;
  const found = candidates.find((each) => post === undefined || each.post === post);
  return found === undefined
    ? []
    : [{ person: found.person, name: found.name, organisation: found.organisation.shortName }];
}

function payableLegs({ _id: draftId, projectName, legs }: DraftDocument): readonly object[] {
  return legs
    .filter(({ state }) => state === 'awaiting-payment' || state === 'registered')
    .map(({ legId, amountFen, deadline, state }) => ({
      ...{ draftId, projectName, legId, amount: yuan(amountFen), deadline, state },
    }));
}
