/**
 * Tells a played story: chapters, acts with who and when, the path of the money after each step that moved it, the
 * exception it stopped at, and a summary. What is told was read from the ledger; here it is only put into words.
 */
import type { Locale } from '../../domain/refusals/refusal';
import { exceptionLines } from './exception-teller';
import { fourAnswers, holders, pathTable } from './path-teller';
import type { Story } from './story';
import { StoryLanguage } from './story-language';
import type { PlayedStory } from './story-player';
import type { StoryStage } from './story-stage';
import { serviceName } from './story-stage';
import type {
  ActStep,
  Doer,
  ExceptionStep,
  PathPicture,
  PictureStep,
  PushedLine,
  StatementStep,
  StoryStep,
  StorySummary,
} from './story-step';
import type { Paint } from './terminal-text';
import { padded, painter, tableLines, widthOf, wrapped } from './terminal-text';
import { figures } from '../presentation/money-words';

const pageWidth = 92;
const indent = '    ';

export interface TellerOptions {
  readonly locale: Locale;
  readonly colours: boolean;
}

export class StoryTeller {
  readonly #story: Story;
  readonly #language: StoryLanguage;
  readonly #paint: Paint;

  constructor(story: Story, { locale, colours }: TellerOptions) {
    this.#story = story;
    this.#language = new StoryLanguage(story, locale);
    this.#paint = painter(colours);
  }

  /** The whole story as text; `kept` is what remains of the stage. */
  tell({ steps, summary }: PlayedStory, kept: StoryStage['kept']): string {
    const title = this.#language.say('title.line', { title: this.#story.title });
    const lines = [
      '',
      this.#paint('title', title),
      ...wrapped(this.#language.say('title.note'), pageWidth).map((line) => this.#paint('quiet', line)),
      ...steps.flatMap((step) => this.#stepLines(step, summary.picture)),
      ...this.#summaryLines(summary, kept),
      '',
    ];
    return `${lines.join('\n')}\n`;
  }

  #stepLines(step: StoryStep, last: PathPicture): readonly string[] {
    switch (step.kind) {
      case 'chapter':
        return ['', '', ...this.#heading(this.#language.say(`chapter.${step.chapter}`))];
      case 'act':
        return ['', ...this.#actLines(step)];
      case 'statement':
        return ['', ...this.#statementLines(step)];
      case 'picture':
        return ['', ...this.#pictureLines(step)];
      case 'exceptions':
        return this.#exceptionLines(step, last);
    }
  }

  #heading(text: string): readonly string[] {
    const rule = '━'.repeat(Math.max(2, pageWidth - widthOf(text) - 4));
    return [`${this.#paint('title', `━━ ${text}`)} ${this.#paint('quiet', rule)}`];
  }

  /** When and who on the left, the block on the right. */
  #byline({ at, doer, block }: { readonly at: string; readonly doer: Doer; readonly block: bigint }): string {
    const left = `${padded(this.#language.moment(at), 14)}  ${this.#language.doer(doer)}`;
    const right = this.#language.say('block', { block: String(block) });
    return `${padded(left, pageWidth - widthOf(right) - 1)} ${this.#paint('quiet', right)}`;
  }

  #actLines(step: ActStep): readonly string[] {
    const text = this.#language.say(`act.${step.act}`, step.values);
    return [this.#byline(step), ...this.#indented(text)];
  }

  #indented(text: string): readonly string[] {
    return wrapped(text, pageWidth - indent.length).map((line) => indent + line);
  }

  #statementLines(step: StatementStep): readonly string[] {
    const head = this.#language.say('statement.head', { count: String(step.lines.length) });
    const rows = step.lines.map((line) => this.#entryRow(line));
    const columns = [
      { head: '' },
      { head: '' },
      { head: '' },
      { head: '', align: 'right' as const },
      { head: '' },
    ];
    const table = tableLines(columns, rows).slice(1);
    return [this.#byline(step), indent + head, ...table.map((line) => `${indent}  ${line}`)];
  }

  #entryRow({ serialNumber, direction, entryKind, amountFen, meaning }: PushedLine): readonly string[] {
    const leg = 'legId' in meaning ? { legId: meaning.legId } : {};
    return [
      serialNumber,
      this.#language.say(`line.${direction}`),
      this.#language.say(`entry.${entryKind}`),
      `¥${figures(BigInt(amountFen))}`,
      this.#language.say(`line.${meaning.kind}`, leg),
    ];
  }

  #pictureLines({ picture, settled }: PictureStep): readonly string[] {
    const legs = settled.join(this.#language.say('list'));
    const isPlan = picture.legs.every(({ state }) => state !== 'settled');
    const head =
      settled.length > 0
        ? this.#paint('good', `✓ ${this.#language.say('picture.settled', { legs })}`)
        : this.#language.say(isPlan ? 'picture.plan' : 'picture.unsettled');
    return [indent + head, ...this.#pathLines(picture)];
  }

  #pathLines(picture: PathPicture): readonly string[] {
    return [
      '',
      ...pathTable(picture, this.#language).map((line) => indent + line),
      '',
      ...fourAnswers(picture, this.#language, this.#paint).map((line) => indent + line),
    ];
  }

  #exceptionLines({ exceptions }: ExceptionStep, picture: PathPicture): readonly string[] {
    const language = this.#language;
    const reasons = new Set(exceptions.flatMap(({ findings }) => findings.map(({ reason }) => reason)));
    const telling = { language, paint: this.#paint, picture, width: pageWidth, reasons };
    return [
      '',
      '',
      ...this.#heading(language.say('summary.stopped')),
      ...exceptions.flatMap((exception) => ['', ...exceptionLines(exception, telling)]),
      '',
      ...wrapped(language.sayOfException('pairs'), pageWidth - 2).map((line) => `  ${line}`),
      ...this.#pathLines(picture),
    ];
  }

  #summaryLines(summary: StorySummary, kept: StoryStage['kept']): readonly string[] {
    const language = this.#language;
    const acts = officeCounts(summary).map(([organisation, count]) =>
      language.say('summary.count', { organisation: { organisation }, count: String(count) }),
    );
    const people = summary.acts.filter(({ doer }) => doer.person !== serviceName(doer.organisationId));
    const { blocks, transactions, newestHash, witness } = summary.chain;
    const chain = language.say(`summary.chain-by-${witness}`, {
      blocks: String(blocks),
      transactions: String(transactions),
    });
    const status = language.say(`draft.${summary.picture.status}`);
    const parts: readonly (readonly [string, string])[] = [
      [language.say('summary.draft'), `${summary.draftId}  ${status}`],
      [language.say('summary.project'), this.#projectStatus(summary.projectStatus)],
      [language.say('summary.money'), holders(summary.picture, language)],
      ...actLines(acts, language).map((line, index): readonly [string, string] => [
        index === 0 ? language.say('summary.acts') : '',
        line,
      ]),
      ['', language.say('summary.persons', { persons: String(people.length) })],
      [language.say('summary.chain'), chain],
      [language.say('summary.digest'), newestHash],
    ];
    const where =
      kept === undefined ? [] : [language.say(`summary.kept-${kept.what}`, { folder: kept.folder })];
    const hints = summary.honoured && kept === undefined ? [language.say('summary.try')] : where;
    const heading = summary.honoured ? ['', '', ...this.#heading(language.say('summary.honoured'))] : [];
    return [
      ...heading,
      '',
      ...this.#pairs(parts),
      ...hints.flatMap((hint) => ['', this.#paint('quiet', hint)]),
    ];
  }

  #projectStatus(status: string): string {
    const known = ['approved', 'funding', 'underway', 'completed', 'closed'] as const;
    const found = known.find((each) => each === status);
    return found === undefined ? status : this.#language.say(`project.${found}`);
  }

  #pairs(parts: readonly (readonly [string, string])[]): readonly string[] {
    const width = Math.max(...parts.map(([label]) => widthOf(label)));
    return parts.flatMap(([label, text]) =>
      wrapped(text, pageWidth - width - 2).map(
        (line, index) => `${padded(index === 0 ? label : '', width)}  ${line}`,
      ),
    );
  }
}

function officeCounts({ acts }: StorySummary): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { doer, count } of acts) {
    counts.set(doer.organisationId, (counts.get(doer.organisationId) ?? 0) + count);
  }
  return [...counts];
}

const officesInLine = 4;

/** Offices with their counts, a few to a line. */
function actLines(acts: readonly string[], language: StoryLanguage): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < acts.length; start += officesInLine) {
    lines.push(acts.slice(start, start + officesInLine).join(language.say('list')));
  }
  return lines;
}
