import type { Words } from "../words";
import type { inbox as zh } from "../zh/inbox";

/** Words of the inbox and its messages. */
export const inbox: Words<typeof zh> = {
  title: "Inbox",
  linkUnread: "Inbox, {{n}} messages not read",
  lead: "{{n}} wait for you",
  leadLate: "{{n}} wait for you, {{late}} of them late",
  nothing: "Nothing waits for you",
  nothingHow:
    "Clues sent to you, changes and parameters you are to approve, and visits that come up are shown here.",
  more: "There is more than is listed here; look again when these are done, or see the work list by state.",
  views: "What is due, and messages",
  view: { due: "Due", messages: "Messages" },
  noHousehold: "Other matters",
  kind: {
    step: "{{what}}",
    visit: "Visit the household",
    change: "Decide on a change of the registry: {{what}}",
    changes: "Decide on {{n}} changes that a registry file brought",
    declaration: "Say whose declaration it is: {{what}}",
    transfer: "Answer a transfer from {{what}}",
    parameter: "Decide on a parameter: {{what}}",
    delivery: "Ask departments for {{n}} tables: {{what}}",
  },
  messages: "Messages",
  none: "No messages",
  noUnread: "All messages are read",
  noneHow:
    "A message comes when a clue is sent, when half of a limit is gone and when it is over; a digest comes each morning. No message names a family.",
  all: "All",
  unread: "Not read",
  which: "Which messages",
  readAll: "Mark all as read",
  older: "Older",
  new: "New",
  tells: {
    dispatched: "{{place}}, no. {{id}}: sent to the village ({{state}}), by {{due}}",
    half_gone: "{{place}}, no. {{id}}: {{state}}, half of the time is gone, by {{due}}",
    overdue: "{{place}}, no. {{id}}: {{state}}, late since {{due}}",
    below_late: "{{place}}, no. {{id}}: {{state}}, late below since {{due}}; urge it or take it over",
    digest: "Today {{open}} wait: {{today}} are due today, {{late}} are late",
  },
  carried: {
    waiting: "To be sent",
    handing: "Not known whether it arrived",
    taken: "Sent",
    not_taken: "Not delivered",
  },
};
