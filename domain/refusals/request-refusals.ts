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
  'not-permitted': {
    'zh-CN': '角色 {role} 不能办理 {transaction}。可由以下角色办理：{roles}。',
    en: 'Role {role} may not call {transaction}. These roles may: {roles}.',
  },
  'request-id-reused': {
    'zh-CN': '请求编号 {requestId} 已用于另一内容的请求。请使用新的编号。',
    en: 'Request id {requestId} was already used for a request with other content. Use a new id.',
  },
} as const;
