/** Refusals of the registers: organisations, persons, accounts, bank keys and thresholds. */
export const registryRefusals = {
  'already-founded': {
    'zh-CN': '登记簿已经建立，不能再次建立。新的机构请由管理员登记。',
    en: 'The register is founded already and cannot be founded again. Administrators register further organisations.',
  },
  'founder-not-named': {
    'zh-CN': '建立登记簿的人员应当是名单中省级管理员机构的管理员。请在名单中写明本机构和本人。',
    en: 'Who founds the register must be named in it, as an administrator of the admin organisation of ProvinceMSP. Add yourself and your organisation.',
  },
  'founding-incomplete': {
    'zh-CN': '首批机构中缺少 {mspId}（{county}）的管理员机构。请补充后重新提交。',
    en: 'Among the first organisations the admin organisation of {mspId} ({county}) is missing. Add it and send again.',
  },
  'organisation-exists': {
    'zh-CN': '机构编号 {organisationId} 已被使用。请使用其他编号。',
    en: 'Organisation id {organisationId} is taken. Choose another id.',
  },
  'organisation-unknown': {
    'zh-CN': '链上没有机构 {organisationId}。请核对编号，或先登记该机构。',
    en: 'There is no organisation {organisationId} on the chain. Check the id, or register the organisation first.',
  },
  'organisation-disabled': {
    'zh-CN': '机构 {organisationId} 已被停用，不能用于本事项。请先启用该机构或选择其他机构。',
    en: 'Organisation {organisationId} is disabled and cannot be used here. Enable it first or choose another.',
  },
  'role-outside-msp': {
    'zh-CN': '{mspId} 下的机构不能担任角色“{role}”。可担任的角色：{roles}。',
    en: 'An organisation of {mspId} cannot hold role {role}. It may hold: {roles}.',
  },
  'county-unfit': {
    'zh-CN': '机构 {organisationId} 的行政区划代码 {county} 与其角色不符：应为{expected}。请更正。',
    en: 'County code {county} of organisation {organisationId} does not fit its role: {expected}. Correct it.',
  },
  'admin-persons-unfit': {
    'zh-CN': '机构 {organisationId} 的管理员名单不符合要求：管理员机构至少列一名，其他机构不列。请更正。',
    en: 'The admin persons of organisation {organisationId} do not fit: an admin organisation names at least one, others none. Correct the list.',
  },
  'county-admin-first': {
    'zh-CN': '县 {county} 还没有管理员机构。请先登记该县的管理员机构。',
    en: 'County {county} has no admin organisation yet. Register its admin organisation first.',
  },
  'county-not-new': {
    'zh-CN': '县 {county} 已有角色为“{role}”的机构，其余机构由该县管理员登记。',
    en: 'County {county} already has an organisation of role {role}; further ones are registered by the county’s own admin.',
  },
  'person-elsewhere': {
    'zh-CN': '人员 {person} 已在机构 {organisationId} 登记，一人只能属于一个机构。请核对人员代号。',
    en: 'Person {person} is bound to organisation {organisationId}; a person belongs to one organisation. Check the pseudonym.',
  },
  'person-unknown': {
    'zh-CN': '机构 {organisationId} 没有人员 {person}。请核对人员代号。',
    en: 'Organisation {organisationId} has no person {person}. Check the pseudonym.',
  },
  'already-disabled': {
    'zh-CN': '{object} 已处于停用状态，无需再次停用。',
    en: '{object} is disabled already; nothing is to be done.',
  },
  'already-enabled': {
    'zh-CN': '{object} 已处于启用状态，无需再次启用。',
    en: '{object} is enabled already; nothing is to be done.',
  },
  'last-admin': {
    'zh-CN': '{mspId}（{county}）只剩最后一名启用的管理员，不能停用。请先让另一名管理员开始办理业务。',
    en: 'This would disable the last enabled admin of {mspId} ({county}). Let another admin act there first.',
  },
  'own-certificate': {
    'zh-CN': '不能停用您正在使用的证书（机构 {organisationId}）。请由另一名管理员办理。',
    en: 'This is the certificate of organisation {organisationId} that you act with; you cannot disable it yourself. Let another admin do it.',
  },
  'certificates-too-many': {
    'zh-CN': '机构 {organisationId} 尚未到期的停用证书已达上限 {maximum} 张。请联系平台运营方。',
    en: 'Organisation {organisationId} already has {maximum} disabled certificates that have not expired, the most it can hold. Ask the operator of the platform.',
  },
  'account-unknown': {
    'zh-CN': '账户登记簿中没有账户 {accountId}。请核对账户编号。',
    en: 'There is no account {accountId} in the register. Check the account id.',
  },
  'account-number-taken': {
    'zh-CN': '账号 {account} 已登记在账户 {accountId} 名下，账号在所有银行中不得重复。请核对账号。',
    en: 'Account number {account} is registered as {accountId}; numbers are unique over all banks. Check the number.',
  },
  'account-id-taken': {
    'zh-CN': '账户编号 {accountId} 已被使用。请使用其他编号。',
    en: 'Account id {accountId} is taken. Choose another id.',
  },
  'account-status': {
    'zh-CN': '账户 {accountId} 目前状态为“{status}”，不能办理{transaction}。请先完成前一步。',
    en: 'Account {accountId} is {status}; {transaction} is not possible now. Complete the step before it first.',
  },
  'account-holder-unfit': {
    'zh-CN': '角色为“{role}”的机构 {organisationId} 不能持有资金账户。请核对户主。',
    en: 'Organisation {organisationId} of role {role} cannot hold an account of the fund. Check the holder.',
  },
  'bank-unfit': {
    'zh-CN': '机构 {organisationId} 不是商业银行。请填写开户银行的机构编号。',
    en: 'Organisation {organisationId} is not a commercial bank. Give the id of the bank that keeps the account.',
  },
  'personal-account-refused': {
    'zh-CN': '个人账户不得登记。请使用单位账户。',
    en: 'A personal account can never be registered. Use an account of the organisation.',
  },
  'bank-key-invalid': {
    'zh-CN': '银行 {organisationId} 的签名公钥无效：应为 P-256 曲线上的公钥（PEM，SPKI）。请重新导出公钥。',
    en: 'The signing key of bank {organisationId} is not valid: a public key on curve P-256 (PEM, SPKI) is expected. Export it again.',
  },
  'bank-key-sequence': {
    'zh-CN': '银行 {organisationId} 的下一把签名公钥序号应为 {expected}。请更正序号。',
    en: 'The next signing key of bank {organisationId} has sequence {expected}. Correct the sequence.',
  },
  'bank-key-unknown': {
    'zh-CN': '银行 {organisationId} 没有序号为 {sequence} 的签名公钥。请核对序号。',
    en: 'Bank {organisationId} has no signing key of sequence {sequence}. Check the sequence.',
  },
  'bank-key-confirmed': {
    'zh-CN': '银行 {organisationId} 序号为 {sequence} 的签名公钥已经确认，无需再次确认。',
    en: 'The signing key {sequence} of bank {organisationId} is confirmed already; nothing is to be done.',
  },
  'bank-key-changed': {
    'zh-CN': '银行 {organisationId} 序号为 {sequence} 的签名公钥与所确认的不一致。请重新核对后确认。',
    en: 'The signing key {sequence} of bank {organisationId} is not the one you confirm. Look at it again, then confirm.',
  },
  'threshold-bank-repeated': {
    'zh-CN': '银行 {organisationId} 的账龄时限重复填写。请只保留一项。',
    en: 'Bank {organisationId} has more than one ageing threshold. Keep one.',
  },
} as const;
