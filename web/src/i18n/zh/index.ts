import {
  case_,
  hits,
  mask,
  measures,
  members,
  next,
  objections,
  strip,
  sum,
  timeline,
  visit,
  visits,
} from "./case";
import { common, nav, sign, state } from "./common";
import { day } from "./day";
import { declarations } from "./declarations";
import { delivery } from "./delivery";
import { differences } from "./differences";
import { documents } from "./documents";
import { exports_ } from "./exports";
import { findings } from "./findings";
import { inbox } from "./inbox";
import { checks, life, transfers } from "./life";
import { mine } from "./mine";
import { national } from "./national";
import { account, audit, coverage, data, job, run, runs, upload, users } from "./office";
import { overview } from "./overview";
import { parameters } from "./parameters";
import { periods } from "./periods";
import { photo } from "./photo";
import { precision } from "./precision";
import { print } from "./print";
import { changes, find, household } from "./registry";
import { samples } from "./samples";
import { areas, complaints, corrections, lifted, questions, supervisions } from "./say";
import { backups, holidays, secrets } from "./upkeep";
import { bulk, form, keys, open, peek, role, urgency, work } from "./work";

/** All words of the pages, Chinese. */
export const zh = {
  account,
  areas,
  audit,
  backups,
  bulk,
  case: case_,
  changes,
  checks,
  common,
  complaints,
  corrections,
  coverage,
  data,
  day,
  declarations,
  delivery,
  differences,
  documents,
  exports: exports_,
  find,
  findings,
  form,
  hits,
  holidays,
  household,
  inbox,
  job,
  keys,
  life,
  lifted,
  mask,
  measures,
  members,
  mine,
  nav,
  national,
  next,
  objections,
  open,
  overview,
  parameters,
  peek,
  periods,
  photo,
  precision,
  print,
  role,
  run,
  runs,
  secrets,
  samples,
  sign,
  state,
  strip,
  sum,
  questions,
  supervisions,
  timeline,
  transfers,
  upload,
  urgency,
  users,
  visit,
  visits,
  work,
} as const;
