import type { Words } from "../words";
import type * as zh from "../zh/case";

export const case_: Words<typeof zh.case_> = {
  of: "Household {{name}}",
  number: "No. {{id}}",
  place: "{{at}} of {{total}}",
  before: "Previous case",
  after: "Next case",
  trail: "The list it stands in",
  together: "{{n}} living together",
  proposed: "proposed: {{type}}",
  round: "round {{n}}",
  idOf: "Head's ID",
  phone: "Phone",
  code: "Household",
  toList: "To the list",
  why: "Why: {{rule}}",
  whyTold: "Why: {{channel}}",
  noAlert: "No department raised an alert and no trouble was written down.",
  another: "Another alert: {{rule}}",
  gone: "Data changed",
  goneLong: "Found by screening {{first}}, last raised by {{last}}, no longer by {{gone}}",
  settled: "Settled",
};

export const sum: Words<typeof zh.sum> = {
  item: "Item",
  amount: "Amount (yuan)",
  left: "Left",
  rigid: "Rigid",
  lineMonitoring: "Line {{sum}} = {{each}} × {{n}}",
  lineShort: "Line {{sum}}",
  lineDrop: "{{share}} of last year = {{sum}}",
  lineShare: "{{share}} of {{a}} = {{sum}}",
  lineParam: "Alert amount {{sum}}",
  minus: "{{net}} − {{rigid}} = {{left}} yuan",
  yuan: "{{n}} yuan",
  below: ", {{n}} yuan short of the line",
  notBelow: ", {{n}} yuan above the line",
  each: "; {{n}} yuan a head",
  fell: "{{n}} yuan, below {{share}} of last year's {{a}} yuan ({{line}} yuan)",
  reaches: "{{n}} yuan, reaches {{line}} yuan",
  reachesShare: "{{n}} yuan, reaches {{share}} of {{a}} yuan ({{line}} yuan)",
  rule: "Rule: {{rule}}",
  basis: "Basis: ",
  paragraph: "¶{{n}}",
  copy: "Copy the sum",
  input: "Input",
  value: "Value",
  from: "From",
  data: "Departments' data and registry",
  verified: "verified",
  rows: "{{table}} · {{n}} rows",
  moreRows: "{{n}} more rows",
};

export const next: Words<typeof zh.next> = {
  title: "Next step",
  ended: "Ended",
  you: "You",
  or: " or ",
  does: "{{who}} · {{move}}",
  waits: "{{who}} · {{state}}",
  due: "by {{day}}",
  visit: "visit by {{day}}",
  pausedSince: "clock stopped since {{day}}: {{why}}",
  others: "Other acts",
  notYours: "This step is not yours",
  missing: "{{n}} missing",
};

export const strip: Words<typeof zh.strip> = {
  whole: "{{n}} days in all, {{gone}} gone",
  last: "Decision by {{day}}",
  behind: "As it stands {{n}} days late in all",
  state: {
    dispatched: "Visit",
    visited: "Comparison",
    comparing: "Meet",
    meeting: "Post",
    publicity: "Publicity",
    town_review: "Decide",
    county_decision: "Sign",
  },
  latest: "by {{day}}",
  hang: "Publicity, 5 full days, cannot shrink",
};

export const hits: Words<typeof zh.hits> = {
  title: "Comparison hits",
  none: "No hits.",
  lead: "A hit rejects nobody; a person settles each, and the meeting waits for all",
  hit: "Hit",
  who: "Who",
  status: "Settled",
  finding: "Finding",
  source: "Source rows",
  byTown: "Town or county settles it",
  department: "Department: {{says}}",
  settle: "Settle",
  true_excluded: "True, excludes",
  true_exempt: "True, exempt",
  data_error: "Data error",
  lead_true_excluded:
    "It is true and the rules exclude for it. The county decides in the end; the family may explain.",
  lead_true_exempt: "It is true but may be exempted, as what a living depends on, of little worth.",
  lead_data_error:
    "The data do not fit this household, as a car long sold or another person. Ask the department to correct them.",
};

export const members: Words<typeof zh.members> = {
  title: "Members",
  count: "{{all}} registered, {{together}} living together",
  signed: "consent {{n}}/{{all}}",
  name: "Name",
  relation: "Relation",
  sex: "Sex",
  age: "Age",
  id: "ID",
  labor: "Labour",
  health: "Health",
  consent: "Consent",
  away: "lives elsewhere",
  unsigned: "not signed",
  tries: "out of reach, tried {{n}} times",
  sign: "Record consent",
  signOf: "Record consent: {{name}}",
  signLead:
    "Each adult signs for what is looked up, why, and until when. Help does not wait for it. Who is out of reach is noted for each day; after three different days nobody waits any more.",
  record: "Record",
};

export const measures: Words<typeof zh.measures> = {
  title: "Measures",
  lead: "Within ten days of the decision; help may begin before",
  none: "No measures yet. Who can work gets at least one that develops; a household without labour is checked for allowance and support first.",
  add: "Record a measure",
  change: "Change the measure",
  class: "Measure",
  kind: "Kind",
  owner: "Department",
  period: "From – to",
  open: "open",
  amount: "Amount (yuan)",
  state: "State",
  done: "carried out",
  running: "under way",
};

export const objections: Words<typeof zh.objections> = {
  title: "Objections",
  lead: "While one is open nothing moves on and the clock stands still",
  none: "Nobody has objected to the publicity.",
  add: "Record an objection",
  pauses: "The household's clock stops and goes on once it is answered.",
  open: "raised {{day}}, to be answered",
  closed: "answered {{day}}",
  reply: "Write the answer",
  answer: "Answer: {{says}}",
};

export const visits: Words<typeof zh.visits> = {
  title: "Visits and meetings",
  lead: "Only added to, each with its person",
};

export const timeline: Words<typeof zh.timeline> = {
  for: " (for {{login}})",
  title: "Timeline",
  lead: "Latest days counted back from the publicity",
  system: "System",
  by: "by {{day}}",
  latest: "by {{day}}",
  limit: "within {{n}} days",
  sameDay: "the same day",
  form: "{{n}} answers",
};

export const mask: Words<typeof zh.mask> = {
  title: "Show whole: {{what}}",
  reason: "Why you need it",
  show: "Show for {{n}} s",
  logged: "Reason, time and your name go to the audit log",
  left: "hidden in {{n}} s",
};

export const visit: Words<typeof zh.visit> = {
  things: "What this visit answers",
  answers: "This form, handed in once, answers:",
  thingAlert: "Alert: {{label}}",
  thingDue: "by {{day}}",
  told: "Asked on {{day}} and filled in; change what has changed",
  title: "{{move}} · {{name}}",
  step: "Step {{at}} of {{all}}",
  before: "Back",
  next: "Save, next",
  submit: "Hand in",
  fill: "Not filled in yet",
  lacking: "{{n}} missing",
  years: "{{n}} years",
  sum: "{{n}} yuan in all",
  knownSum: "The system has {{n}} yuan in all",
  known: "The system has {{n}} yuan; leave it if right",
  farOff:
    "The system has {{n}} yuan, far off. A digit too many or too few? Write what is right, whatever the system has.",
  fresh: "Kept on the phone while you fill in",
  freshOffline: "No network · go on, it is kept on the phone",
  kept: "Kept on the phone {{at}}",
  keptOffline: "No network · kept on the phone {{at}}",
  notKept: "The phone cannot keep it; hand it in before you leave this page",
  sending: "Sending",
  offline: "No network, not handed in. Everything is kept on the phone; press again once there is a network.",
  stale: "Somebody just changed this household; the newest is loaded. Your answers are here, press again.",
  notNow: "No visit form to fill in now",
  notNowHow: "The household is “{{state}}” now, or the visit is not yours.",
  toCase: "To the case",
};
