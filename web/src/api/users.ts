import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Bodies = components["schemas"];
export type Granted = Bodies["GrantAsked"];

const key = ["users"] as const;

export const useUsers = () =>
  useQuery({ queryKey: key, queryFn: async () => (await answer(api.GET("/api/users"))).users });

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => cache.invalidateQueries({ queryKey: key }) });
}

/** Makes a user; the one-time password comes back this once. */
export const useCreateUser = () =>
  useChange((body: Bodies["CreateUserRequest"]) =>
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
