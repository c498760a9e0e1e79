/** Refusals of a request as such: its form, its caller, its repetition. */
export const requestRefusals = {
  malformed: {
    'zh-CN': '请求格式不正确：字段 {field} 应为{expected}。请更正后重新提交。',
    en: 'The request is malformed: field {field} should be {expected}. Correct it and send it again.',
  },
  'caller-unknown': {
    'zh-CN': '无法识别调用者：证书与链上登记的机构 {organisationId} 不一致（{fact}）。请联系本单位管理员。',
    en: 'The caller is not recognised: the certificate does not agree with organisation {organisationId} on the chain ({fact}). Ask the administrator of your organisation.',
  },
  'caller-disabled': {
    'zh-CN': '机构 {organisationId} 或该人员已被停用，不能办理业务。请联系本单位管理员。',
    en: 'Organisation {organisationId}, or this person in it, is disabled and may not act. Ask the administrator of your organisation.',
  },
  'certificate-disabled': {
    'zh-CN':
      '您使用的机构 {organisationId} 证书已停用，不能再用来办理业务。请重新登录；仍不行请联系本单位管理员。',
    en: 'This certificate of organisation {organisationId} is disabled and proves nothing any more. Sign in again; if that does not help, ask the administrator of your organisation.',
  },
  'not-permitted': {
    'zh-CN': '角色“{role}”不能办理{transaction}。可由以下角色办理：{roles}。',
    en: 'Role {role} may not call {transaction}. These roles may: {roles}.',
  },
  'not-related': {
    'zh-CN':
      '机构 {organisationId} 与本事项没有办理{transaction}所要求的关系（{relations}）。请由有关机构办理。',
    en: 'Organisation {organisationId} does not stand to this matter as {transaction} requires ({relations}). The organisation concerned must call.',
  },
  'same-person': {
    'zh-CN': '本事项须由两名不同的人员办理，{person} 已办理过前一步。请由另一名人员办理。',
    en: 'Two different persons must act here, and {person} has done the first step. Another person must do this one.',
  },
  'persons-too-many': {
    'zh-CN': '机构 {organisationId} 登记的人员已达上限 {maximum} 人，不能再增加。请联系平台运营方。',
    en: 'Organisation {organisationId} already has {maximum} persons, the most it can hold. Ask the operator of the platform.',
  },
  'request-id-reused': {
    'zh-CN': '请求编号 {requestId} 已用于另一内容的请求。请使用新的编号。',
    en: 'Request id {requestId} was already used for a request with other content. Use a new id.',
  },
} as const;
