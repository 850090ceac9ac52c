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

/** Whether the chain of the log holds from its first entry; it reads every one. */
export const useVerified = () =>
  useQuery({
    queryKey: ["audit", "verified"],
    queryFn: async () =>
      (await answer(api.GET("/api/audit", { params: { query: { limit: 1, verify: true } } }))).verified ??
      null,
  });

/** The audit log, newest first, page after page. */
export const useAudit = () =>
  useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/audit", { params: { query: set({ before: pageParam, limit: 100 }) } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => {
      const seq = last.entries.at(-1)?.seq ?? 0;
      return seq > 1 ? seq : undefined;
    },
    placeholderData: keepPreviousData,
  });
