import type { Words } from "../words";
import type * as zh from "../zh/upkeep";

export const backups: Words<typeof zh.backups> = {
  title: "Backups",
  lead: "What is lost comes back from a backup, or not at all",
  never: "There is no backup yet: make one now",
  overdue: "The newest backup is {{n}} days old, more than {{every}}",
  today: "A backup was made today",
  fresh: "The newest backup is {{n}} days old",
  past: "Past backups",
  at: "When",
  seq: "Log up to entry",
  key: "Keys",
  withKey: "In it: whoever has the file can read everything",
  withoutKey: "Not in it",
  restored: "Restored from a backup: {{at}}",
  how: "How to back up and to restore",
  where: "In the server's terminal, while it serves. DIR is the data folder, FILE the backup.",
  make: "Make a backup",
  test: "Restore into an empty folder, to see that the backup is good",
  replace: "Replace the data by a backup (what was done since is gone, and the log says so)",
  keysApart:
    "Where the keys are not in the backup, keep a copy of them: without it the backup does not open. Keep the two apart.",
};

export const secrets: Words<typeof zh.secrets> = {
  title: "Keys",
  lead: "ID numbers, phones and accounts are kept sealed",
  rotated: "Changed {{at}}.",
  neverRotated: "Never changed so far.",
  inFile: "They stand in the data folder's key file.",
  inEnvironment: "They come from the environment.",
  id: "Number",
  state: "State",
  current: "In use: seals what is written now",
  older: "Older: opens older backups",
  hash: "The number is a hash of the key, not the key; it opens nothing.",
  how: "How to change keys",
  rotate:
    "Make a new key and seal everything with it, while the server runs; after an interruption, do it again",
  reseal: "Add a new key to the environment, make it current, start again, then do this",
  keep: "Keep a copy of the key file afterwards, apart from the backups. Delete no older key: older backups need it.",
};

export const holidays: Words<typeof zh.holidays> = {
  title: "Holidays",
  lead: "Limits in working days are counted by this table",
  years: "Years",
  notice:
    "By {{notice}}. The General Office of the State Council arranges holidays; they come with a newer version and are not changed here.",
  name: "Holiday",
  off: "Off",
  days: "Days",
  worked: "Worked instead",
  missing:
    "The holidays of {{year}} are not known: limits that reach into it count weekdays and are provisional; update the system",
  unknown: "The holidays of {{year}} are not known",
  unknownHow: "Limits that reach into this year count weekdays and are provisional.",
  of: {
    元旦: "New Year",
    春节: "Spring Festival",
    清明节: "Qingming",
    劳动节: "Labour Day",
    端午节: "Dragon Boat",
    中秋节: "Mid-Autumn",
    国庆节: "National Day",
    "国庆节、中秋节": "National Day, Mid-Autumn",
    "中秋节、国庆节": "Mid-Autumn, National Day",
  },
};
