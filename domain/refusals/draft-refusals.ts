/** Refusals of drafts: their path, their issue, and what is done with them. */
export const draftRefusals = {
  'leg-without-money': {
    'zh-CN': '金额 {amountFen} 分过小，按比例拆分后有一段为 0 分。请提高金额或减少分段。',
    en: 'The amount of {amountFen} fen is so small that a leg or tranche would be 0 fen. Raise it or use fewer parts.',
  },
  'path-malformed': {
    'zh-CN': '计划路径 {field} 不正确：应为{expected}。请修改后重新提交。',
    en: 'The planned path is wrong at {field}: expected {expected}. Correct it and send it again.',
  },
  'path-cyclic': {
    'zh-CN': '计划路径存在循环：至少有一段要等它自己结清才能开启。请修改各段的前置段。',
    en: 'The planned path has a cycle: some leg waits for itself. Change which legs it opens after.',
  },
  'path-unbalanced': {
    'zh-CN': '机构 {organisationId} 收入 {inFen} 分、付出 {outFen} 分，收支不等。中间机构必须全额转出。',
    en: 'Organisation {organisationId} takes in {inFen} fen and pays out {outFen} fen. An inner organisation pays out exactly what it takes in.',
  },
  'path-not-to-implementer': {
    'zh-CN': '计划路径 {field} 应为：{expected}。最后各段必须恰好向项目实施单位付清汇票金额。',
    en: 'The planned path at {field} should be: {expected}. The last legs pay the implementer exactly the draft’s amount.',
  },
} as const;
