import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import { offline, problemOf } from "./problem";
import type { components } from "./schema";

type Bodies = components["schemas"];
export type Granted = Bodies["GrantAsked"];

const key = ["users"] as const;

const all = { queryKey: key, queryFn: () => answer(api.GET("/api/users")) };

export const useUsers = () => useQuery({ ...all, select: (list) => list.users });

/** The departments that own tables: what a role of a department may name. */
export const useOwners = () => useQuery({ ...all, select: (list) => list.owners });

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => cache.invalidateQueries({ queryKey: key }) });
}

/** Makes a user; the one-time password comes back this once. */
export const useCreateUser = () =>
  useChange((body: Bodies["UserAsked"]) =>
    answer(api.POST("/api/users", { params: { header: signed }, body })),
  );

export const useUpdateUser = () =>
  useChange(({ id, ...body }: { id: number } & Bodies["UpdateUserRequest"]) =>
    answer(api.PATCH("/api/users/{id}", { params: { header: signed, path: { id } }, body })),
  );

export const useResetPassword = () =>
  useChange((id: number) =>
    answer(api.POST("/api/users/{id}/reset", { params: { header: signed, path: { id } } })),
  );

export type Handover = Bodies["Handover"];

/** What would move from a rotated colleague to a successor, and what cannot and why. */
export const useHandover = (id: number, to: number) =>
  useQuery({
    queryKey: ["users", id, "handover", to],
    queryFn: () =>
      answer(api.GET("/api/users/{id}/handover", { params: { path: { id }, query: to > 0 ? { to } : {} } })),
    placeholderData: keepPreviousData,
  });

/** Moves the roles that were listed, with all that falls to them, in one step. */
export const useHandOver = (id: number) =>
  useChange((body: Bodies["HandOverRequest"]) =>
    answer(api.POST("/api/users/{id}/handover", { params: { header: signed, path: { id } }, body })),
  );

export type SheetPreview = Bodies["SheetPreview"];
export type UserMade = Bodies["UserMade"];

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What a sheet of users would make, and what is wrong with it. Nothing is written. */
export const usePreviewUsers = () =>
  useMutation({
    mutationFn: async (file: Blob) => (await sentSheet("sheet", file)).json() as Promise<SheetPreview>,
  });

/** The workbook with the errors of a sheet. */
export const sheetErrors = async (file: Blob) => (await sentSheet("sheet/errors", file)).blob();

async function sentSheet(what: string, file: Blob): Promise<Response> {
  let answered: Response;
  try {
    answered = await fetch(`/api/users/${what}`, {
      method: "POST",
      headers: { ...signed, "Content-Type": workbook },
      body: file,
    });
  } catch {
    throw offline();
  }
  if (!answered.ok) throw problemOf(answered.status, await answered.json());
  return answered;
}

/** Makes the users of a previewed sheet, all or none; the one-time passwords come back this once. */
export const useCreateUsers = () =>
  useChange(async (file: Blob) => (await sentSheet("many", file)).json() as Promise<Bodies["ManyMade"]>);

/** Turns off the second proof of who has lost the phone. */
export const useResetFactor = () =>
  useChange((id: number) =>
    answer(api.POST("/api/users/{id}/second-factor/reset", { params: { header: signed, path: { id } } })),
  );

/** Verifies the chain of the log from its first entry, when asked to; it reads every one. */
export const useVerify = () =>
  useMutation({
    mutationFn: async () =>
      (await answer(api.GET("/api/audit", { params: { query: { limit: 1, verify: true } } }))).verified ??
      null,
  });

/** What is looked for in the log; an empty field chooses nothing away. */
export interface AuditFilter {
  user: string;
  action: string;
  subject: string;
  from: string;
  to: string;
  under: string;
}

/** The audit log, newest first, page after page. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/audit", { params: { query: set({ ...filter, before: pageParam, limit: auditPage }) } }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.entries.length < auditPage ? undefined : last.entries.at(-1)?.seq),
    placeholderData: keepPreviousData,
  });

const auditPage = 100;
