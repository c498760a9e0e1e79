/**
 * What domain and chaincode may not touch, in the form eslint reads. Every peer runs the same call and must
 * write the same bytes: nothing may come from the machine it runs on. test/architecture checks the same
 * through the syntax tree, so that a disabled comment cannot hide it.
 */
const time = 'Time comes from the transaction: take the timestamp as an argument.';
const chance = 'Peers would draw different numbers: take the value as an argument.';
const machine = 'The environment differs from peer to peer: take the value as an argument.';
const waiting = 'Ledger code never waits for a clock: it answers from the state it reads.';
const outside = 'Ledger code reads the world state alone: no files, no network.';
const locale = 'The result depends on the machine’s language: compare code units, format in views.';

/** Options of no-restricted-globals. */
export const deterministicGlobals = [
  { name: 'process', message: machine },
  { name: 'performance', message: time },
  { name: 'setTimeout', message: waiting },
  { name: 'setInterval', message: waiting },
  { name: 'setImmediate', message: waiting },
  { name: 'fetch', message: outside },
  { name: 'WebSocket', message: outside },
  { name: 'crypto', message: chance },
  { name: 'Intl', message: locale },
  { name: 'navigator', message: machine },
];

/** Option of no-restricted-imports. */
export const deterministicImports = {
  patterns: [
    {
      // Everything of Node but assertions, and node:crypto, whose allowed names test/architecture lists.
      regex: '^node:(?!crypto$|assert$|assert/strict$)',
      message: `${outside} Of Node, only assertions, and in chaincode verification and hashing.`,
    },
    {
      regex:
        '^(fs|net|http|https|http2|tls|dgram|os|child_process|worker_threads|crypto|process|timers)(/|$)',
      message: outside,
    },
  ],
  paths: [
    {
      name: 'node:crypto',
      importNames: [
        'randomBytes',
        'randomInt',
        'randomUUID',
        'randomFill',
        'randomFillSync',
        'webcrypto',
        'getRandomValues',
        'generateKeyPairSync',
        'generateKeyPair',
        'createSign',
        'sign',
      ],
      message: chance,
    },
  ],
};

const localTimeMember =
  '/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/';

/** Options of no-restricted-syntax. */
export const deterministicSyntax = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: time },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: time },
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message: machine },
  { selector: "CallExpression[callee.name='Date']", message: time },
  {
    selector: `MemberExpression[property.name=${localTimeMember}]`,
    message: `${machine} Use the UTC methods.`,
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: chance },
  { selector: 'MemberExpression[property.name=/^(toLocale|localeCompare$)/]', message: locale },
  {
    selector: 'ForInStatement',
    message: 'for…in walks inherited keys in an order nobody promised: use Object.keys, sorted.',
  },
  {
    selector: 'MemberExpression[property.name=/^getQueryResult/]',
    message: 'Rich queries work on CouchDB alone and are not checked again at commit: use keys and ranges.',
  },
];
