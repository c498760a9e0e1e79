/**
 * The text of docs/transactions.md: every transaction of the catalogue with its request, who may call it and
 * the event it leaves. A pure function, so that a test can tell whether the file is current.
 */
import { z } from 'zod';
import { projectTypeNames } from '../domain/project';
import { mspIds, roleNames, rolesOfMsp } from '../domain/roles';
import type { ContractName, TransactionDefinition } from '../domain/transactions/transaction';
import { contractNames } from '../domain/transactions/transaction';

const head = `# Transactions

Generated from the catalogue in \`domain/transactions/\` by \`npm run docs\`; a test keeps it current.

A transaction takes one JSON request and answers one JSON text. It is called as \`Contract:Name\`. Unknown fields
are refused. A *submit* transaction is endorsed, ordered and committed; a *query* is evaluated and writes
nothing. Where a request bears a \`requestId\`, the same id and body of the same person answers as before and
changes nothing; another body under it is refused.

Who may: the role, and in brackets how its caller must stand to what the call is about (\`any\`: no condition).
`;

/** The whole document as Markdown. */
export function transactionsDocument(catalogue: readonly TransactionDefinition[]): string {
  const chapters = contractNames
    .map((contract) =>
      chapter(
        contract,
        catalogue.filter((definition) => definition.contract === contract),
      ),
    )
    .filter((text) => text !== '');
  return [head, rolesTable(), projectTypesTable(), ...chapters].join('\n');
}

function rolesTable(): string {
  const rows = Object.entries(roleNames).map(([role, name]) => {
    const holders = mspIds.filter((mspId) => rolesOfMsp[mspId].some((held) => held === role));
    return `| \`${role}\` | ${name['zh-CN']} | ${name.en} | ${holders.join(', ')} |`;
  });
  return ['| Role | 名称 | Name | MSP |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function projectTypesTable(): string {
  const rows = Object.entries(projectTypeNames).map(
    ([type, name]) => `| \`${type}\` | ${name['zh-CN']} | ${name.en} |`,
  );
  return ['| Project type | 名称 | Name |', '|---|---|---|', ...rows, ''].join('\n');
}

function chapter(contract: ContractName, definitions: readonly TransactionDefinition[]): string {
  if (definitions.length === 0) return '';
  return [`## ${contract}`, '', ...definitions.map(section)].join('\n');
}

function section(definition: TransactionDefinition): string {
  const fields = fieldRows(z.toJSONSchema(definition.request, { io: 'input', unrepresentable: 'any' }));
  const table = ['| Field | Type | Required |', '|---|---|---|', ...fields, ''];
  return [
    `### ${definition.name}`,
    '',
    definition.purpose,
    '',
    `- ${traits(definition)}`,
    `- Who may: ${permissions(definition)}`,
    definition.event === null ? '- Event: none' : `- Event: \`${definition.event}\``,
    '',
    ...(fields.length === 0 ? ['The request is `{}`.', ''] : table),
  ].join('\n');
}

function traits(definition: TransactionDefinition): string {
  const kind = definition.kind === 'submit' ? 'Submit' : 'Query';
  const certificates = `certificates: ${definition.certificates}`;
  const second = definition.secondPerson === 'none' ? [] : [`second person: ${definition.secondPerson}`];
  return [kind, certificates, ...second].join('; ');
}

function permissions({ permissions: permitted }: TransactionDefinition): string {
  const ofRole = new Map<string, string[]>();
  for (const { role, relation } of permitted) ofRole.set(role, [...(ofRole.get(role) ?? []), relation]);
  return [...ofRole].map(([role, relations]) => `\`${role}\` (${relations.join(' or ')})`).join(', ');
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function fieldRows(schema: JsonSchema, path = ''): readonly string[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (typeof field === 'boolean') return [];
    const place = path === '' ? name : `${path}.${name}`;
    const row = `| \`${place}\` | ${typeText(field)} | ${required.has(name) ? 'yes' : 'no'} |`;
    return [row, ...innerRows(field, place)];
  });
}

function innerRows(field: JsonSchema, place: string): readonly string[] {
  const items = field.items;
  if (field.type === 'array' && typeof items === 'object' && !Array.isArray(items)) {
    return fieldRows(items, `${place}[]`);
  }
  const variants = field.oneOf ?? field.anyOf ?? [];
  return [...fieldRows(field, place), ...variants.flatMap((variant) => fieldRows(variant, place))];
}

function typeText(field: JsonSchema): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((word) => `\`${String(word)}\``).join(' ');
  if (field.type === 'array') return `list of ${limits(field.minItems, field.maxItems)}`;
  if (field.type === 'integer') return `whole number ${limits(field.minimum, field.maximum)}`;
  if (field.description !== undefined) return field.description;
  if (field.oneOf !== undefined || field.anyOf !== undefined) return 'one of the forms below';
  return String(field.type ?? 'any');
}

function limits(min: number | undefined, max: number | undefined): string {
  return `${String(min ?? 0)}–${String(max ?? '')}`;
}
