import type { Words } from "../words";
import type { findings as zh } from "../zh/findings";

export const findings: Words<typeof zh> = {
  title: "Data quality",
  lead: "{{n}} found by the newest screening",
  leadNone: "What the newest screening found",
  all: "All",
  byRule: "By kind",
  rule: "Finding",
  owner: "Department",
  everyOwner: "Every department",
  table: "Table to mend",
  everyTable: "Every table",
  where: "Household or county",
  why: "Because",
  registry: "the county’s registry",
  moreRows: "{{n}} more rows",
  how: "Nothing is settled here: the registry is mended by a change request, a department’s table by the department; with the next screening the finding is gone.",
  none: "Nothing found",
  noneHere: "Try another filter: there are {{n}} here.",
  noneHow: "There was no screening yet, or the newest found nothing wrong with the data.",
};
