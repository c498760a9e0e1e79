/** Writes docs/transactions.md from the catalogue (`npm run docs`). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../domain/transactions/catalogue';
import { transactionsDocument } from './transactions-document';

writeFileSync(join(__dirname, '..', '..', 'docs', 'transactions.md'), transactionsDocument(catalogue));
