/**
 * What fabric-shim's stub offers and this ledger does not: rich queries (Fabric refuses them on LevelDB, too),
 * private data, key-level endorsement and calls of other chaincodes. Each says so instead of doing something else,
 * because only what works alike on both ledgers may be relied on.
 */
export class UnsupportedOperations {
  getQueryResult(): never {
    return unsupported('ExecuteQuery not supported for leveldb');
  }
  getQueryResultWithPagination(): never {
    return unsupported('ExecuteQueryWithPagination not supported for leveldb');
  }
  getSignedProposal(): never {
    return unsupported('getSignedProposal');
  }
  getMspID(): never {
    return unsupported('getMspID');
  }
  invokeChaincode(): never {
    return unsupported('invokeChaincode');
  }
  setStateValidationParameter(): never {
    return unsupported('setStateValidationParameter');
  }
  getStateValidationParameter(): never {
    return unsupported('getStateValidationParameter');
  }
  getPrivateData(): never {
    return unsupported('getPrivateData');
  }
  getPrivateDataHash(): never {
    return unsupported('getPrivateDataHash');
  }
  putPrivateData(): never {
    return unsupported('putPrivateData');
  }
  deletePrivateData(): never {
    return unsupported('deletePrivateData');
  }
  purgePrivateData(): never {
    return unsupported('purgePrivateData');
  }
  setPrivateDataValidationParameter(): never {
    return unsupported('setPrivateDataValidationParameter');
  }
  getPrivateDataValidationParameter(): never {
    return unsupported('getPrivateDataValidationParameter');
  }
  getPrivateDataByRange(): never {
    return unsupported('getPrivateDataByRange');
  }
  getPrivateDataByPartialCompositeKey(): never {
    return unsupported('getPrivateDataByPartialCompositeKey');
  }
  getPrivateDataQueryResult(): never {
    return unsupported('getPrivateDataQueryResult');
  }
}

function unsupported(operation: string): never {
  throw new Error(`The embedded ledger does not offer this operation: ${operation}.`);
}
