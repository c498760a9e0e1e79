/**
 * The register on the chain: organisations, persons, accounts, bank keys, thresholds (domain rules, sections 8
 * and 13). Each method ties a transaction of the catalogue to its handler; the pipeline is LedgerContract's.
 */
import { Info, Returns, Transaction } from 'fabric-contract-api';
import * as questions from '../../domain/transactions/registry-queries';
import * as transactions from '../../domain/transactions/registry-transactions';
import * as accounts from '../registry/account-handlers';
import * as bankKeys from '../registry/bank-key-handlers';
import * as organisations from '../registry/organisation-handlers';
import * as queries from '../registry/registry-queries';
import { handleSetThresholds, handleThresholds } from '../registry/thresholds-handlers';
import { TransactionContext } from '../transaction-context';
import { LedgerContract } from './ledger-contract';

@Info({
  title: 'RegistryContract',
  description: 'Organisations, persons, accounts, bank keys and thresholds',
})
export class RegistryContract extends LedgerContract {
  constructor() {
    super('RegistryContract');
  }

  @Transaction()
  @Returns('string')
  async Found(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.foundRegister, handle: organisations.handleFound },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async RegisterOrganisation(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.registerOrganisation, handle: organisations.handleRegisterOrganisation },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async DisableOrganisation(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.disableOrganisation, handle: organisations.handleDisableOrganisation },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async EnableOrganisation(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.enableOrganisation, handle: organisations.handleEnableOrganisation },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async DisablePerson(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.disablePerson, handle: organisations.handleDisablePerson },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async EnablePerson(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.enablePerson, handle: organisations.handleEnablePerson },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async DisableCertificate(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.disableCertificate, handle: organisations.handleDisableCertificate },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ProposeAccount(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.proposeAccount, handle: accounts.handleProposeAccount },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ConfirmAccount(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.confirmAccount, handle: accounts.handleConfirmAccount },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ReleaseAccount(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.releaseAccount, handle: accounts.handleReleaseAccount },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async BlockAccount(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.blockAccount, handle: accounts.handleBlockAccount },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ProposeBankKey(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.proposeBankKey, handle: bankKeys.handleProposeBankKey },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ConfirmBankKey(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.confirmBankKey, handle: bankKeys.handleConfirmBankKey },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async SetThresholds(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.setThresholds, handle: handleSetThresholds },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Organisation(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryOrganisation, handle: queries.handleOrganisation },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Organisations(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryOrganisations, handle: queries.handleOrganisations },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Account(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryAccount, handle: queries.handleAccount },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Accounts(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryAccounts, handle: queries.handleAccounts },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async BankKeys(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryBankKeys, handle: bankKeys.handleBankKeys },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Thresholds(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: questions.queryThresholds, handle: handleThresholds },
      request,
    );
  }
}
