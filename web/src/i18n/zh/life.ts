/** Words of what happens to a case beside its steps. */
export const checks = {
  title: "检查发现 {{n}} 项",
  lead: "每天检查一次，只提醒，不替人决定",
  since: "{{day}} 起",
  bySince: "{{day}} 起，第 {{run}} 次筛查发现",
} as const;

export const life = {
  pause: "暂停时限",
  pauseLead: "时限只因异议、灾害或本户意愿暂停。因本户意愿的，到期要再问一次。",
  resume: "恢复时限",
  resumeLead: "停了几天，时限就往后推几天。",
  lift: "准许消除",
  liftLead: "整户没有劳动力的，市级以书面决定写明理由才可以消除，省级逐件可见。",
  supervise: "督办",
  superviseLead: "办理的人要在期限内书面答复，由您这一级办结。村里也看得到这里的话，不要写信访内容。",
  reopen: "发回重新办理",
  reopenLead: "只是发回去办，不代替任何决定；县里会收到消息。",
  settle: "了结这条预警",
  settleLead: "写明核实了什么。了结后，同样的情况半年内不再提醒，加重时会再提醒。",
} as const;

export const transfers = {
  title: "移交",
  lead: "接收以前，案件留在原来的县，不断档",
  open: "等答复",
  all: "全部",
  none: "没有移交的案件",
  noneHow: "移交他县的案件，在案件页的“其他”里提出。",
  from: "移出",
  to: "接收",
  asked: "{{day}} 提出",
  due: "最迟 {{day}} 答复，过期由市级答复",
  taken: "接收",
  declined: "不接收",
  withdrawn: "撤回移交",
  pending: "等答复",
  takenLead: "案件连同经过一起转来，时限照算。",
  declinedLead: "案件留在移出的县。请写明理由。",
  withdrawnLead: "案件留在本县。",
  decided: "{{day}} {{name}}：{{says}}",
} as const;
