/** Refusals of projects: the application, its decision, progress, completion and closing. */
export const projectRefusals = {
  'project-unknown': {
    'zh-CN': '链上没有项目 {projectId}。请核对项目编号。',
    en: 'There is no project {projectId} on the chain. Check the project id.',
  },
  'project-id-unfit': {
    'zh-CN':
      '项目编号 {projectId} 不符合规则：应以本县代码和当年年份开头（P-{county}-{year}-）。请重新编号。',
    en: 'Project id {projectId} does not fit: it must begin with your county and this year (P-{county}-{year}-). Choose another id.',
  },
  'project-status': {
    'zh-CN': '项目 {projectId} 目前状态为“{status}”，不能办理{event}。可办理的状态：{statuses}。',
    en: 'Project {projectId} is {status}; {event} is not possible now. It is possible when the project is: {statuses}.',
  },
  'planned-dates-reversed': {
    'zh-CN': '计划开工日期 {plannedStart} 晚于计划完工日期 {plannedFinish}。请更正日期。',
    en: 'The planned start {plannedStart} is after the planned finish {plannedFinish}. Correct the dates.',
  },
  'tranche-shares-sum': {
    'zh-CN': '资金计划各期比例合计为 {sum} 个基点，应为 {whole}（即 100%）。请更正比例。',
    en: 'The shares of the funding plan sum to {sum} basis points and must sum to {whole} (100 %). Correct the shares.',
  },
  'tranche-dates-unordered': {
    'zh-CN': '资金计划第 {tranche} 期的日期早于前一期。请按先后顺序填写各期日期。',
    en: 'Tranche {tranche} of the funding plan is dated before the one before it. Put the dates in order.',
  },
  'evidence-repeated': {
    'zh-CN': '附件文件重复：{fileHash}。同一文件只需提交一次。',
    en: 'The same file is listed twice: {fileHash}. List each file once.',
  },
  'implementer-unfit': {
    'zh-CN': '机构 {organisationId} 不能作为本项目的实施单位：应为本县或省级的项目实施单位。请更换实施单位。',
    en: 'Organisation {organisationId} cannot implement this project: an implementer of this county or of the province is expected. Choose another.',
  },
  'receiving-account-unfit': {
    'zh-CN':
      '收款账户 {accountId} 不能使用：应为实施单位 {organisationId} 名下已启用的账户。请先完成账户登记。',
    en: 'Receiving account {accountId} cannot be used: a released account of implementer {organisationId} is expected. Complete its registration first.',
  },
  'submissions-too-many': {
    'zh-CN': '项目 {projectId} 的申报次数已达上限 {maximum} 次。请以新的编号重新申报。',
    en: 'Project {projectId} was submitted {maximum} times, the most allowed. Apply again under a new id.',
  },
  'amount-above-budget': {
    'zh-CN': '批准金额 {amountFen} 分超过预算 {budgetFen} 分。请核减批准金额。',
    en: 'The amount {amountFen} fen is above the budget of {budgetFen} fen. Approve a lower amount.',
  },
  'tranche-zero': {
    'zh-CN': '按批准金额 {amountFen} 分计算，第 {tranche} 期不足一分。请调整批准金额，或退回后修改各期比例。',
    en: 'With {amountFen} fen, tranche {tranche} would come to nothing. Change the amount, or return the application for other shares.',
  },
  'progress-too-many': {
    'zh-CN': '项目 {projectId} 的进度报告已达上限 {maximum} 份。请联系领导小组办公室。',
    en: 'Project {projectId} has {maximum} progress reports, the most allowed. Ask the leading group office.',
  },
  'tranches-not-accepted': {
    'zh-CN': '项目 {projectId} 尚有资金未承兑，不能办理竣工。请先完成各期资金的承兑。',
    en: 'Not every tranche of project {projectId} is accepted, so it cannot be completed. Accept the tranches first.',
  },
  'completion-already-stated': {
    'zh-CN': '项目 {projectId} 的竣工说明正在等待县指挥部意见，无需重复提交。',
    en: 'The completion of project {projectId} is stated and awaits the county command’s opinion; nothing is to be done.',
  },
  'completions-too-many': {
    'zh-CN': '项目 {projectId} 的竣工说明已提交 {maximum} 次，达到上限。请联系领导小组办公室。',
    en: 'The completion of project {projectId} was stated {maximum} times, the most allowed. Ask the leading group office.',
  },
  'completion-not-stated': {
    'zh-CN': '项目 {projectId} 没有待审的竣工说明。请先由实施单位提交竣工说明。',
    en: 'No completion statement of project {projectId} awaits an opinion. The implementer must state the completion first.',
  },
} as const;
