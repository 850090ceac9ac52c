import type { RouteObject } from "react-router";
import { Broken } from "@/parts/Broken";
import { First } from "./First";
import { SignedIn } from "./SignedIn";

/**
 * Every page comes when it is opened. What the phone needs (signing in, the visit
 * form) loads neither the desk's frame nor Ant Design.
 */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      { path: "/login", lazy: () => import("@/pages/sign/SignInPage") },
      {
        lazy: () => import("@/phone/PhoneGate"),
        children: [
          { path: "/day", lazy: () => import("@/pages/day/DayPage") },
          { path: "/cases/:id/visit", lazy: () => import("@/pages/visit/VisitPage") },
        ],
      },
      {
        Component: SignedIn,
        children: [
          { index: true, Component: First },
          { path: "/password", lazy: () => import("@/pages/sign/PasswordPage") },
          {
            lazy: () => import("./Frame"),
            children: [
              { path: "/overview", lazy: () => import("@/pages/overview/OverviewPage") },
              { path: "/cases", lazy: () => import("@/pages/work/WorkPage") },
              { path: "/cases/:id", lazy: () => import("@/pages/case/CasePage") },
              { path: "/deliveries/upload", lazy: () => import("@/pages/upload/UploadPage") },
              { path: "/batches", lazy: () => import("@/pages/batches/BatchesPage") },
              { path: "/batches/:id", lazy: () => import("@/pages/batch/BatchPage") },
              { path: "/deliveries", lazy: () => import("@/pages/calendar/CalendarPage") },
              { path: "/findings", lazy: () => import("@/pages/findings/FindingsPage") },
              { path: "/precision", lazy: () => import("@/pages/precision/PrecisionPage") },
              { path: "/national", lazy: () => import("@/pages/national/NationalPage") },
              { path: "/periods", lazy: () => import("@/pages/periods/PeriodsPage") },
              { path: "/periods/:id", lazy: () => import("@/pages/periods/PeriodPage") },
              { path: "/data", lazy: () => import("@/pages/data/DataPage") },
              { path: "/data/changes", lazy: () => import("@/pages/differences/DifferencesPage") },
              { path: "/data/:id", lazy: () => import("@/pages/data/RunPage") },
              { path: "/households/:code", lazy: () => import("@/pages/household/HouseholdPage") },
              { path: "/changes", lazy: () => import("@/pages/changes/ChangesPage") },
              { path: "/changes/:id", lazy: () => import("@/pages/changes/ChangePage") },
              { path: "/declarations", lazy: () => import("@/pages/declarations/DeclarationsPage") },
              { path: "/areas", lazy: () => import("@/pages/areas/AreasPage") },
              { path: "/complaints", lazy: () => import("@/pages/complaints/ComplaintsPage") },
              { path: "/corrections", lazy: () => import("@/pages/corrections/CorrectionsPage") },
              { path: "/supervisions", lazy: () => import("@/pages/supervisions/SupervisionsPage") },
              { path: "/questions", lazy: () => import("@/pages/questions/QuestionsPage") },
              { path: "/lifted", lazy: () => import("@/pages/lifted/LiftedPage") },
              { path: "/parameters", lazy: () => import("@/pages/parameters/ParametersPage") },
              { path: "/parameters/:id", lazy: () => import("@/pages/parameters/RequestPage") },
              { path: "/inbox", lazy: () => import("@/pages/inbox/InboxPage") },
              { path: "/me", lazy: () => import("@/pages/me/MePage") },
              { path: "/transfers", lazy: () => import("@/pages/transfers/TransfersPage") },
              { path: "/samples", lazy: () => import("@/pages/samples/SamplesPage") },
              { path: "/samples/:id", lazy: () => import("@/pages/samples/SamplePage") },
              { path: "/exports", lazy: () => import("@/pages/exports/ExportsPage") },
              { path: "/users", lazy: () => import("@/pages/users/UsersPage") },
              { path: "/backups", lazy: () => import("@/pages/backups/BackupsPage") },
              { path: "/keys", lazy: () => import("@/pages/keys/KeysPage") },
              { path: "/holidays", lazy: () => import("@/pages/holidays/HolidaysPage") },
              { path: "/audit", lazy: () => import("@/pages/audit/AuditPage") },
              { path: "*", lazy: () => import("@/pages/none/NonePage") },
            ],
          },
        ],
      },
    ],
  },
];
