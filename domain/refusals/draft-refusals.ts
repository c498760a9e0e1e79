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
  'draft-live': {
    'zh-CN': '项目 {projectId} 已有未结束的汇票 {draftId}，同一项目同时只能有一张。请先完成或撤销该汇票。',
    en: 'Project {projectId} already has the live draft {draftId}; there is at most one at a time. Let it be honoured or cancel it first.',
  },
  'draft-id-unfit': {
    'zh-CN': '汇票编号 {draftId} 不正确：该项目的下一张汇票应编为 {expected}。请更正编号并重新签名。',
    en: 'Draft id {draftId} does not fit: the project’s next draft is {expected}. Correct the id and sign again.',
  },
  'amount-not-approved': {
    'zh-CN': '汇票金额 {amountFen} 分与批准金额 {approvedFen} 分不一致。请按批准金额签发。',
    en: 'The draft’s amount of {amountFen} fen is not the approved {approvedFen} fen. Issue the approved amount.',
  },
  'created-at-off': {
    'zh-CN': '签发时间 {createdAt} 与办理时间 {now} 相差超过 15 分钟。请校准时钟后重新签名提交。',
    en: 'The time of issue {createdAt} is more than 15 minutes off the transaction’s time {now}. Set the clock right, sign again and send.',
  },
  'batch-not-supported': {
    'zh-CN': '目前不支持一笔流水支付多张汇票（batchAllowed）。请填写 {expected} 后重新签名。',
    en: 'One bank line for several drafts (batchAllowed) is not supported yet. Set it to {expected} and sign again.',
  },
  'signature-invalid': {
    'zh-CN':
      '签发机构的数字签名无效（{fault}）：应由办理人证书的私钥对全部固定字段签名（P-256，DER，low-S）。请重新签名。',
    en: 'The institution’s signature is not valid ({fault}): the key of the caller’s certificate signs exactly the constant fields (P-256, DER, low-S). Sign again.',
  },
  'path-account-unfit': {
    'zh-CN':
      '{field}：账户 {account} 不是机构 {organisationId} 名下已启用的账户。请更换账户，或先完成账户登记和启用。',
    en: '{field}: account {account} is not a released account of organisation {organisationId}. Choose another, or have it registered and released first.',
  },
  'path-party-unfit': {
    'zh-CN':
      '{field}：机构 {organisationId}（角色：{role}，行政区划：{county}）不能在本路径中担任该方。请更换机构。',
    en: '{field}: organisation {organisationId} (role {role}, county {county}) cannot stand there in this path. Choose another organisation.',
  },
  'payer-bank-unfit': {
    'zh-CN': '{field}：账户 {account} 的开户行 {bank} 不是已登记的商业银行，该段将无法对账。请更换账户。',
    en: '{field}: {bank}, which keeps account {account}, is no commercial bank here, so the leg could never settle. Choose another account.',
  },
  'deadline-past': {
    'zh-CN': '{field}：期限 {deadline} 已过。请填写尚未到期的日期。',
    en: '{field}: the deadline {deadline} is past. Give one that is still to come.',
  },
  'tranche-date-unfit': {
    'zh-CN': '{legId} 段的期限 {deadline} 与项目资金计划不一致，应为 {expected}。请更正期限并重新签名。',
    en: 'The deadline {deadline} of leg {legId} is not the funding plan’s date {expected}. Correct it and sign again.',
  },
  'draft-cancelled': {
    'zh-CN': '汇票 {draftId} 已于 {at} 撤销，不能再办理。如需继续，请为项目重新签发汇票。',
    en: 'Draft {draftId} was cancelled at {at}; nothing more can be done with it. Issue a new draft for the project.',
  },
  'draft-frozen': {
    'zh-CN': '汇票 {draftId} 已于 {at} 冻结，冻结期间不能承兑或再次冻结。请等待领导小组办公室解除冻结。',
    en: 'Draft {draftId} was frozen at {at}; it can be neither accepted nor frozen again until the leading group office lifts the hold.',
  },
  'draft-not-frozen': {
    'zh-CN': '汇票 {draftId} 没有被冻结，无需解除。',
    en: 'Draft {draftId} is not frozen; there is nothing to lift.',
  },
  'lift-not-proposed': {
    'zh-CN': '汇票 {draftId} 没有有效的解除冻结申请。请先由领导小组办公室一名人员提出申请。',
    en: 'No lifting of the hold on draft {draftId} is proposed, or its proposer was disabled. Have one person of the leading group office propose it.',
  },
  'draft-facts-too-many': {
    'zh-CN': '汇票 {draftId} 的记录（{fact}）已达上限 {maximum} 条，不能再增加。请联系领导小组办公室。',
    en: 'Draft {draftId} holds {maximum} {fact} already, the most it takes. Ask the leading group office.',
  },
  'leg-settled': {
    'zh-CN': '汇票 {draftId} 的 {legId} 段已结清，不能再延期或撤销汇票。如款项有误，请通过对账异常处理。',
    en: 'Leg {legId} of draft {draftId} is settled: its deadline cannot be extended, nor the draft cancelled. Put wrong money right through reconciliation.',
  },
  'line-registered': {
    'zh-CN': '汇票 {draftId} 的 {legId} 段已登记入账流水 {serialNumber}，不能撤销。请先退回或冲正该笔款项。',
    en: 'The booked line {serialNumber} is registered for leg {legId} of draft {draftId}, so it cannot be cancelled. Have the money returned or reversed first.',
  },
  'deadline-not-later': {
    'zh-CN': '{legId} 段的新期限 {deadline} 不晚于现行期限 {inForce}。请填写更晚的期限。',
    en: 'The new deadline {deadline} of leg {legId} is not later than the one in force, {inForce}. Give a later one.',
  },
  'extension-not-proposed': {
    'zh-CN': '汇票 {draftId} 的 {legId} 段没有延至 {deadline} 的有效申请。请核对申请内容，或先提出延期申请。',
    en: 'No extension of leg {legId} of draft {draftId} to {deadline} is proposed, or its proposer was disabled. Check the proposal, or make one first.',
  },
  'tranche-unknown': {
    'zh-CN': '汇票 {draftId} 没有第 {tranche} 期，共 {count} 期。请核对期次。',
    en: 'Draft {draftId} has no tranche {tranche}; it has {count}. Check the number.',
  },
  'tranche-out-of-order': {
    'zh-CN': '第 {tranche} 期须待第 {before} 期获县指挥部同意后方可提出。请先完成前一期。',
    en: 'Tranche {tranche} can be presented when the county command has agreed to tranche {before}. Complete that one first.',
  },
  'tranche-agreed': {
    'zh-CN': '第 {tranche} 期已获县指挥部同意，无需再次提出。',
    en: 'The county command has agreed to tranche {tranche} already; it need not be presented again.',
  },
  'opinion-awaited': {
    'zh-CN': '第 {tranche} 期已提出，正在等待县指挥部意见。如需更改，请县指挥部退回后重新提出。',
    en: 'Tranche {tranche} is presented and awaits the county command’s opinion. To change it, ask the command to return it first.',
  },
  'no-opinion-awaited': {
    'zh-CN': '第 {tranche} 期目前没有等待意见的申请；每次提出只给一次意见。请等待实施单位提出。',
    en: 'No presentation of tranche {tranche} awaits an opinion; there is one opinion for each. Wait for the implementer to present it.',
  },
  'tranche-not-settled': {
    'zh-CN': '第 {tranche} 期（{legId} 段）的款项尚未结清，不能承兑。请待对账完成后办理。',
    en: 'Tranche {tranche} (leg {legId}) is not settled, so it cannot be accepted. Wait for reconciliation.',
  },
  'tranche-accepted': {
    'zh-CN': '第 {tranche} 期已承兑，无需再次办理。',
    en: 'Tranche {tranche} is accepted already; nothing is to be done.',
  },
  'acceptance-not-overdue': {
    'zh-CN': '第 {tranche} 期没有“逾期未承兑”异常，应由项目实施单位承兑，县指挥部不能代办。',
    en: 'No exception “not accepted” stands on tranche {tranche}: the implementer accepts it, the county command may not do it instead.',
  },
  'stage-misfit': {
    'zh-CN':
      '{field}：下一阶段计划只能调整第 {presented} 期之后的各期，每期一次；第 {tranche} 期不符合。请更正。',
    en: '{field}: a next-stage plan changes tranches after tranche {presented}, each once; tranche {tranche} does not fit. Correct it.',
  },
  'stage-sum': {
    'zh-CN': '下一阶段计划合计 {sumFen} 分，应与原计划的 {expectedFen} 分相等。请更正各期金额。',
    en: 'The next-stage plan comes to {sumFen} fen and must come to {expectedFen} fen as before. Correct the amounts.',
  },
  'tranche-in-payment': {
    'zh-CN': '第 {tranche} 期已结清或已登记流水，不能再调整。请撤回登记，或从计划中去掉该期。',
    en: 'Tranche {tranche} is settled or a transfer is registered for it, so it can no longer change. Take the registration back, or leave it out of the plan.',
  },
  'stage-not-proposed': {
    'zh-CN': '第 {tranche} 期没有待确认的下一阶段计划（未提出或已生效）。请核对期次。',
    en: 'Tranche {tranche} has no next-stage plan to confirm: none was presented, or it is in force. Check the number.',
  },
  'stage-without-opinion': {
    'zh-CN': '第 {tranche} 期的下一阶段计划尚未获县指挥部同意，不能确认。请等待县指挥部意见。',
    en: 'The county command has not agreed to the next-stage plan of tranche {tranche}, so it cannot be confirmed. Wait for its opinion.',
  },
} as const;
