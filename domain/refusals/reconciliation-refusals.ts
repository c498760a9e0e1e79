/** Refusals of reconciliation: calls the caller may not make, or that name what is not there. */
export const reconciliationRefusals = {
  'draft-unknown': {
    'zh-CN': '汇票 {draftId} 不存在。请核对汇票编号。',
    en: 'There is no draft {draftId}. Check the draft id.',
  },
  'leg-unknown': {
    'zh-CN': '汇票 {draftId} 没有 {legId} 段。请核对路径中的段号。',
    en: 'Draft {draftId} has no leg {legId}. Check the leg ids of its path.',
  },
  'not-the-payer': {
    'zh-CN':
      '机构 {organisationId} 不是汇票 {draftId} {legId} 段的付款方，不能登记或更正流水号。请由付款方办理。',
    en: '{organisationId} is not the payer of leg {legId} of draft {draftId} and may not register its serial number. The payer must do it.',
  },
  'not-the-payee': {
    'zh-CN': '机构 {organisationId} 不是汇票 {draftId} {legId} 段的收款方，不能确认到账。请由收款方确认。',
    en: '{organisationId} is not the payee of leg {legId} of draft {draftId} and may not confirm its receipt. The payee must do it.',
  },
  'not-this-bank': {
    'zh-CN': '{organisationId} 只能报送本行的流水，不能代报 {bank} 的流水。请由 {bank} 报送。',
    en: '{organisationId} may push its own statement only, not that of {bank}. That bank must push it.',
  },
  'entries-refused': {
    'zh-CN': '流水 entries[{indexes}]（序号从 0 起）不正确：应为{expected}。整批未登记，请更正后重新提交。',
    en: 'Entries [{indexes}], counted from 0, are wrong: {expected}. Nothing was recorded; correct them and send all again.',
  },
  'second-officer-same': {
    'zh-CN': '复核人与经办人不能是同一人（{person}）。请由另一位经办人员提交。',
    en: 'The second officer must not be the one who prepared the upload ({person}). Have another person submit it.',
  },
  'registration-unknown': {
    'zh-CN': '汇票 {draftId} 的 {legId} 段没有登记流水 {serialNumber}（{date}）。请核对流水号和日期。',
    en: 'Leg {legId} of draft {draftId} has no registration of serial {serialNumber} on {date}. Check serial and date.',
  },
  'registration-settles': {
    'zh-CN': '该登记已使 {legId} 段结清，不能更正，只能由两人撤销。',
    en: 'This registration settles leg {legId}: it is never corrected, only undone by two persons.',
  },
  'correction-needs-two': {
    'zh-CN': '该登记存在异常 {exceptionId}（{reasons}），须经两人处理：请提出“更正”处理单。',
    en: 'Exception {exceptionId} ({reasons}) stands on this registration: two persons correct it. Propose a resolution of kind correct.',
  },
  'not-the-registrant': {
    'zh-CN':
      '汇票 {draftId} 的 {legId} 段流水 {serialNumber} 只能由登记人本人单独更正。请由登记人更正，或提出“更正”处理单。',
    en: 'Only the person who registered serial {serialNumber} for leg {legId} of draft {draftId} may correct it alone. Ask that person, or propose a resolution of kind correct.',
  },
  'exception-unknown': {
    'zh-CN': '异常 {exceptionId} 不存在或已关闭。请刷新后重试。',
    en: 'There is no open exception {exceptionId}. Reload and try again.',
  },
  'resolution-unknown': {
    'zh-CN': '异常 {exceptionId} 没有待确认的处理单 {resolutionId}。请刷新后核对编号。',
    en: 'Exception {exceptionId} has no proposed resolution {resolutionId}. Reload and check the id.',
  },
  'resolution-void': {
    'zh-CN': '处理单 {resolutionId} 已失效：{fact}。请重新提出。',
    en: 'Resolution {resolutionId} is void: {fact}. Propose it again.',
  },
  'resolution-not-yours': {
    'zh-CN':
      '处理单由异常责任方、付款方或领导小组办公室提出；{organisationId} 不能提出此项。请由上述机构提出。',
    en: 'A resolution is proposed by the exception’s owner, the payer or the leading-group office; {organisationId} may not propose this one. Have one of those propose it.',
  },
  'resolution-misfit': {
    'zh-CN': '“{kind}”不适用于异常 {exceptionId}：应为{expected}。',
    en: 'A resolution of kind {kind} does not fit exception {exceptionId}: {expected}.',
  },
  'not-a-party': {
    'zh-CN': '{organisationId} 不是该汇票的相关方，不能查看。如确有需要，请联系领导小组办公室。',
    en: '{organisationId} is no party of this draft and may not see it. Ask the leading group office if you need to.',
  },
  'serial-overused': {
    'zh-CN': '流水号 {serialNumber} 下的记录已达上限。请银行改用不重复的流水号。',
    en: 'Serial {serialNumber} bears as many entries or registrations as there may be. The bank must number its transfers apart.',
  },
  'credits-too-many': {
    'zh-CN':
      '同一付款账户、收款账户和金额的贷记流水已达上限 {maximum} 条，本批未登记。请核对是否重复报送，并联系领导小组办公室。',
    en: 'There are {maximum} credit lines of the same payer, payee and amount, the most that are kept; nothing was recorded. Check for repetitions and ask the leading group office.',
  },
  'sweep-back-in-time': {
    'zh-CN': '巡检时间早于上次巡检 {last}。请校准时钟后重试。',
    en: 'This sweep’s time is before the last one’s, {last}. Set the clock right and try again.',
  },
} as const;
