import type { Words } from "../words";
import type { delivery as zh } from "../zh/delivery";

export const delivery: Words<typeof zh> = {
  tabs: "Pages about data",
  tab: { calendar: "Calendar", upload: "Upload", batches: "Batches", screenings: "Screenings" },
  lead: "{{month}}: of {{all}} tables {{delivered}} have come, {{soon}} due soon, {{overdue}} overdue, {{later}} not due yet",
  earlier: "Month before",
  laterMonth: "Next month",
  print: "Print",
  toUpload: "Upload files",
  caption: "What each department has delivered, {{county}}",
  every: "Monthly",
  dueDay: "by day {{n}}",
  letter: "Letter",
  letters: { errors: "Errors", reminder: "Reminder" },
  waiting: "{{n}} rows set aside",
  cameLate: "{{n}} days late",
  overdue: "{{n}} days overdue",
  dueToday: "due today",
  dueIn: "{{n}} days left",
  later: "not due yet",
  noCounty: "Nothing is to be delivered",
  noCountyHow: "The calendar is by county, and there is none in your area.",
  key: "Behind ✓ stand the rows accepted; due by day 10 of a month, reminded 3 days before; “—” is before the county began to deliver. Rows that were corrected later belong to their file.",
};
