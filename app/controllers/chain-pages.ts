/** The chain in business words: the newest blocks, one block, one transaction with its facts for those who may read them. */
import { scopeOf } from '../auth/viewer';
import type { ChainReader, TransactionLine } from '../models/chain-reader';
import { blocksPerPage } from '../models/chain-reader';
import { found } from '../page-error';
import { blockWords, minuteWords, secondWords } from '../presentation/date-words';
import type { Speech } from '../presentation/speech';
import { effectLines, factRows } from '../presentation/transaction-facts';
import type { Handler } from '../routes/route';
import type { PageServices } from './page-services';

const rawIndent = 2;

/** A transaction as lists and its own page name it. */
interface TransactionRow {
  readonly href: string;
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly office: string;
  readonly person: string;
  readonly about: string;
}

export interface ChainPorts {
  readonly reader: ChainReader;
}

export class ChainPages {
  readonly #services: PageServices;
  readonly #reader: ChainReader;

  constructor(services: PageServices, reader: ChainReader) {
    this.#services = services;
    this.#reader = reader;
  }

  readonly newest: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const before = blockNumber(request.query['before']);
    const blocks = await this.#reader.blocks(before);
    const last = blocks.at(-1);
    response.render('chain/blocks', {
      ...{ title: say('frame:nav.chain'), live: 'list:blocks', isNewest: before === undefined },
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.chain') }],
      blocks: blocks.map(({ _id, at, transactions }) => ({
        href: `/chain/blocks/${String(_id)}`,
        number: blockWords(_id),
        at: minuteWords(at, viewer.language),
        transactions,
      })),
      older:
        blocks.length < blocksPerPage || last === undefined ? undefined : `/chain?before=${String(last._id)}`,
    });
  };

  readonly block: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const speech = { language: viewer.language, say };
    const number = found(blockNumber(request.params['n']));
    const { block, transactions } = found(await this.#reader.block(scopeOf(viewer), number));
    response.render('chain/block', {
      ...{ title: say('chain:block', { number: blockWords(number) }), live: undefined },
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/chain', text: say('frame:nav.chain') },
        { text: say('chain:block', { number: blockWords(number) }) },
      ],
      at: secondWords(block.at, viewer.language),
      count: block.transactions,
      hidden: Math.max(0, block.transactions - transactions.length),
      transactions: transactions.map((each) => this.#row(each, speech)),
    });
  };

  readonly transaction: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const speech = { language: viewer.language, say };
    const transaction = found(await this.#reader.transaction(scopeOf(viewer), String(request.params['id'])));
    const about = { speech, names: this.#services.names };
    const row = this.#row(transaction, speech);
    response.render('chain/transaction', {
      ...{ ...row, title: row.event, live: undefined, objectId: transaction._id },
      block: { href: `/chain/blocks/${String(transaction.block)}`, text: blockWords(transaction.block) },
      position: transaction.index + 1,
      facts: factRows(transaction, about),
      effects: effectLines(transaction, about),
      raw: JSON.stringify(transaction.facts, undefined, rawIndent),
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/chain', text: say('frame:nav.chain') },
        {
          href: `/chain/blocks/${String(transaction.block)}`,
          text: say('chain:block', { number: blockWords(transaction.block) }),
        },
        { text: row.event },
      ],
    });
  };

  #row({ _id, event, at, by, objects }: TransactionLine, { say, language }: Speech): TransactionRow {
    const { names } = this.#services;
    return {
      href: `/chain/transactions/${_id}`,
      id: _id,
      event: say(`chain:event.${event}`),
      at: secondWords(at, language),
      office: names.organisation(by.organisationId),
      person: names.person(by.organisationId, by.person),
      about: objects
        .filter((object) => !object.startsWith('list:'))
        .slice(0, 3)
        .join(' · '),
    };
  }
}

/** A block's number as it stands in an address; undefined for anything else. */
function blockNumber(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number.parseInt(value, 10) : undefined;
  return number;
}
