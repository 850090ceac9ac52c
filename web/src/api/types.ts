import type { components } from "./schema";

/** What the server sends, by the names of its OpenAPI document. */
type Schemas = components["schemas"];

export type Adult = Schemas["Adult"];
export type Answer = Schemas["Answer"];
export type Ask = Schemas["Ask"];
export type Case = Schemas["Case"];
export type CaseEvent = Schemas["Event"];
export type CaseRow = Schemas["CaseRow"];
export type Cite = Schemas["Cite"];
export type Clock = Schemas["Clock"];
export type DivisionCount = Schemas["DivisionCount"];
export type FlowMove = Schemas["Move"];
export type Hit = Schemas["Hit"];
export type Household = Schemas["Household"];
export type HouseholdCount = Schemas["HouseholdCount"];
export type Item = Schemas["Item"];
export type Job = Schemas["Job"];
export type JobResult = Schemas["JobResult"];
export type Load = Schemas["Load"];
export type Me = Schemas["Me"];
export type Measure = Schemas["Measure"];
export type Month = Schemas["MonthCount"];
export type Next = Schemas["Next"];
export type Objection = Schemas["Objection"];
export type Outcome = Schemas["Outcome"];
export type Overview = Schemas["Overview"];
export type RiskMix = Schemas["RiskMix"];
export type Photo = Schemas["Photo"];
export type Row = Schemas["Row"];
export type Run = Schemas["Run"];
export type RunSummary = Schemas["RunSummary"];
export type TableCount = Schemas["Table"];
export type Tile = Schemas["Tile"];
export type User = Schemas["User"];
export type VisitDue = Schemas["VisitDue"];
export type Why = Schemas["Why"];
