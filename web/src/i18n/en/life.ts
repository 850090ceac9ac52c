/** Words of what happens to a case beside its steps. */
export const checks = {
  title: "Checks found {{n}}",
  lead: "Checked once a day; they remind, they decide nothing",
  since: "since {{day}}",
  bySince: "since {{day}}, by screening {{run}}",
} as const;

export const life = {
  pause: "Stop the clock",
  pauseLead:
    "Clocks stop only for an objection, a disaster or the household's own wish. Who wished to wait is asked again.",
  resume: "Let the clock run",
  resumeLead: "The limit moves by the days the clock stood still.",
  lift: "Allow clearing",
  liftLead:
    "Where nobody can work, clearing needs the city's written decision with its reasons; the province sees each.",
  supervise: "Put under supervision",
  superviseLead:
    "Who is to act answers in writing within the term; your level closes it. The village reads these words, too: nothing of petitions.",
  reopen: "Send back to work",
  reopenLead: "It only goes back to work, nothing is decided; the county is told.",
  settle: "Settle this alert",
  settleLead: "Write what was found out. The same sleeps for half a year, and comes back when it is worse.",
} as const;

export const transfers = {
  title: "Transfers",
  lead: "Until it is taken a case stays where it is; no day without an owner",
  open: "Waiting",
  all: "All",
  none: "No case is being transferred",
  noneHow: "A transfer is offered on the case's page, under “Other”.",
  from: "From",
  to: "To",
  asked: "offered {{day}}",
  due: "answer by {{day}}; then the city may",
  taken: "Take over",
  declined: "Decline",
  withdrawn: "Withdraw",
  pending: "Waiting",
  takenLead: "The case comes with its history, and its clocks go on.",
  declinedLead: "The case stays with the county that offered it. Say why.",
  withdrawnLead: "The case stays in this county.",
  decided: "{{day}} {{name}}: {{says}}",
} as const;
