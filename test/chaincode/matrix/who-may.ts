/**
 * Who may call what, read from the domain rules (sections 1, 3–5, 7, 8, 11 and 13) sentence by sentence and
 * apart from the catalogue, which must say the same.
 */
import type { Role } from '../../../domain/roles';
import { roles } from '../../../domain/roles';
import type { Relation, TransactionDefinition } from '../../../domain/transactions/transaction';

type Who = readonly (readonly [Relation, ...Role[]])[];

export interface Rule {
  readonly who: Who;
  readonly certificates?: TransactionDefinition['certificates'];
  readonly secondPerson?: TransactionDefinition['secondPerson'];
}

const office = 'leading-group-office';
const payers = [
  ...(['provincial-finance', 'county-finance', 'commercial-bank'] as const),
  ...(['limited-partnership', 'county-fund-company'] as const),
] as const satisfies readonly Role[];
/** All payers but the province's finance may receive as well; the implementer only receives. */
const payees = [
  ...(['county-finance', 'commercial-bank', 'limited-partnership'] as const),
  ...(['county-fund-company', 'implementer'] as const),
] as const satisfies readonly Role[];

const readsAll = ['any', office, 'provincial-finance'] as const;
const ownCommand = ['own-county', 'county-command'] as const;
const adminOfMsp: Rule = { who: [['own-msp', 'admin']] };
const officeAlone: Rule = { who: [['any', office]] };
const officeSecond: Rule = { ...officeAlone, secondPerson: 'other-person' };
const builder: Rule = { who: [['own-organisation', 'implementer']] };
const anyone: Rule = { who: [['any', ...roles]] };
const ownAccounts: Rule = {
  who: [
    readsAll,
    ['own-organisation', 'county-finance', 'commercial-bank', 'limited-partnership'],
    ['own-organisation', 'county-fund-company', 'implementer'],
    ownCommand,
    ['keeping-bank', 'commercial-bank'],
  ],
};
const projectReaders: Who = [
  readsAll,
  ['own-county', 'county-command', 'county-finance', 'county-fund-company'],
];
/** “parties of the draft, its county's command, and those who read all” */
const draftReaders: Who = [readsAll, ownCommand, ['party', ...payees]];
/** “one's own organisation's or county's, or all for those who read all; a bank sees what stands on its accounts” */
const exceptionReaders: Rule = { who: [readsAll, ['own-view', 'county-command', ...payees]] };

export const rules: Readonly<Record<string, Rule>> = {
  'RegistryContract:Found': { who: [['founding', 'admin']] },
  'RegistryContract:RegisterOrganisation': {
    who: [
      ['own-msp', 'admin'],
      ['new-county', 'admin'],
    ],
  },
  'RegistryContract:DisableOrganisation': adminOfMsp,
  'RegistryContract:EnableOrganisation': adminOfMsp,
  'RegistryContract:DisablePerson': adminOfMsp,
  'RegistryContract:EnablePerson': adminOfMsp,
  // “a reset disables the old certificate”: decision 6 of the architecture
  'RegistryContract:DisableCertificate': adminOfMsp,
  // “proposed by its holder's organisation (an implementer's by the county command), confirmed by the bank”
  'RegistryContract:ProposeAccount': { who: [['own-organisation', ...payers], ownCommand] },
  'RegistryContract:ConfirmAccount': {
    who: [['keeping-bank', 'commercial-bank']],
    secondPerson: 'other-person',
  },
  'RegistryContract:ReleaseAccount': officeAlone,
  'RegistryContract:BlockAccount': {
    who: [
      ['keeping-bank', 'commercial-bank'],
      ['any', office],
    ],
  },
  'RegistryContract:ProposeBankKey': adminOfMsp,
  'RegistryContract:ConfirmBankKey': officeSecond,
  'RegistryContract:SetThresholds': officeSecond,
  'RegistryContract:Organisation': anyone,
  'RegistryContract:Organisations': anyone,
  'RegistryContract:Account': ownAccounts,
  'RegistryContract:Accounts': ownAccounts,
  'RegistryContract:BankKeys': anyone,
  'RegistryContract:Thresholds': anyone,
  'ProjectContract:Submit': { who: [ownCommand] },
  'ProjectContract:Withdraw': { who: [ownCommand] },
  'ProjectContract:Return': officeAlone,
  'ProjectContract:Reject': officeAlone,
  'ProjectContract:Approve': officeSecond,
  'ProjectContract:ReportProgress': builder,
  'ProjectContract:StateCompletion': builder,
  'ProjectContract:GiveCompletionOpinion': { who: [ownCommand], secondPerson: 'other-person' },
  'ProjectContract:Close': officeAlone,
  'ProjectContract:Project': { who: [...projectReaders, ['own-organisation', 'implementer']] },
  'ProjectContract:Projects': { who: projectReaders },
  'ProjectContract:History': { who: [...projectReaders, ['own-organisation', 'implementer']] },
  // “Approval and Create are separate; above a threshold two different persons, and Cancel a person other than the issuer”
  'DraftContract:Create': {
    who: [['own-organisation', office]],
    secondPerson: 'other-person-above-threshold',
  },
  'DraftContract:PresentTranche': builder,
  'DraftContract:GiveOpinion': { who: [ownCommand], secondPerson: 'other-person' },
  'DraftContract:ConfirmNextStage': officeSecond,
  // “While not-accepted stands, the county command may record the acceptance for the implementer, with evidence”
  'DraftContract:Accept': { who: [['own-organisation', 'implementer'], ownCommand] },
  'DraftContract:Freeze': officeAlone,
  'DraftContract:ProposeLift': officeAlone,
  'DraftContract:ConfirmLift': officeSecond,
  'DraftContract:ProposeExtension': { who: [['any', office], ownCommand, ['payer', ...payers]] },
  'DraftContract:ConfirmExtension': officeSecond,
  'DraftContract:Cancel': officeSecond,
  'DraftContract:Query': { who: draftReaders },
  'DraftContract:History': { who: draftReaders },
  'ReconciliationContract:RegisterTransfer': { who: [['payer', ...payers]] },
  'ReconciliationContract:CorrectRegistration': { who: [['payer', ...payers]] },
  // “Only an identity of that bank, only for accounts it keeps”; its system may push
  'ReconciliationContract:PushStatement': {
    who: [['own-organisation', 'commercial-bank']],
    certificates: 'both',
    secondPerson: 'other-person',
  },
  'ReconciliationContract:Checking': { who: [...draftReaders, ['keeping-bank', 'commercial-bank']] },
  'ReconciliationContract:ConfirmReceipt': { who: [['payee', ...payees]] },
  // “Proposed by the owner's or the payer's organisation or the leading-group office”; a version by the bank
  'ReconciliationContract:ProposeResolution': {
    who: [
      ['any', office],
      ['owner', ...payers, 'implementer', 'county-command'],
      ['payer', ...payers],
      ['keeping-bank', 'commercial-bank'],
    ],
  },
  // “confirmed by another person of the leading-group office (correct also by a second person of the payer)”
  'ReconciliationContract:ConfirmResolution': {
    who: [
      ['any', office],
      ['payer', ...payers],
    ],
    secondPerson: 'other-person',
  },
  // “service certificates of ProvinceMSP and BankMSP”: its offices; an implementer has no node, an admin no business
  'ReconciliationContract:Sweep': {
    who: [['any', office, 'provincial-finance', 'commercial-bank']],
    certificates: 'service',
  },
  'ReconciliationContract:OpenExceptions': exceptionReaders,
  'ReconciliationContract:Ageing': exceptionReaders,
};
