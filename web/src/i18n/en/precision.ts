import type { Words } from "../words";
import type { precision as zh } from "../zh/precision";

export const precision: Words<typeof zh> = {
  title: "How rules do",
  lead: "Right, missed and blind, always all three",
  from: "From",
  to: "To",
  says: "Conclusion",
  sentence:
    "From {{from}} to {{to}} rules raised {{raised}} alerts; {{ended}} have an outcome, {{listed}} of them monitored. {{missed}} households came to be monitored without any rule's alert.",
  missedBy: "Monitored without an alert, by main risk:",
  blindOf: "Households out of sight are those of the screening of {{day}}.",
  coverage: "See which table does not cover",
  noRun: "There was no screening in these months; how many are out of sight is not known.",
  none: "No rules",
  noneHow: "The package has no rule that raises alerts.",
  rule: "Rule",
  part: { raised: "Alerts", visited: "Visited", ended: "With outcome", listed: "Monitored" },
  per: "Monitored of 100",
  missed: "Missed",
  blind: "Out of sight",
  blindWhy: "of {{screened}}: data missing {{unknown}}, no ID number {{no_id}}",
  few: "Fewer than {{n}} with an outcome: no percentage",
  noCause: "No decision names this risk as its main one; see the total of those missed",
  open: "Counties, trial",
  tryShort: "Trial",
  counties: "Counties",
  try: "Try another threshold",
  threshold: "Threshold",
  now: "now {{value}} ",
  as: "try",
  tryAct: "Work it out",
  ask: "Ask for the change",
  noThreshold: "This rule has no threshold to change.",
  notHere:
    "The thresholds of this rule ({{names}}) are not set here; try them at a level that sets them, in one place.",
  more: "“{{what}}” as {{value}}: {{n}} more households to visit after each screening.",
  fewer: "“{{what}}” as {{value}}: {{n}} fewer households to visit after each screening.",
  same: "“{{what}}” as {{value}}: as many households to visit as now.",
  known:
    " Of the {{lost}} without an alert any more, {{n}} are monitored today and would not have been found.",
  key: "Alerts: clues with this alert from these months. Visited: somebody went there since. With outcome: settled, closed, refused or monitored. Monitored of 100 is monitored by outcome; of fewer than {{n}} only how many of how many. A new alert about a household that is monitored already is no clue and does not count.",
  keyMissed:
    "Missed: households monitored for this main risk of which no rule had spoken before. Out of sight: households of which the rule cannot speak, because data or an ID number are missing; that does not mean there is no risk.",
};
