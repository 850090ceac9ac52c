import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";

export const meKey = ["me"] as const;

export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: () => answer(api.GET("/api/me")),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in, where, and by which workflow and rules. */
export const useMe = () => useQuery(meQuery);

/** How one may sign in here: by password, at the house's provider. */
export const useWays = () => useQuery({ queryKey: ["ways"], queryFn: () => answer(api.GET("/api/login")) });

export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (who: { login: string; password: string; code?: string }) =>
      answer(api.POST("/api/login", { params: { header: signed }, body: who })),
    // What an earlier person has seen must not be there for the next.
    onSuccess: () => cache.resetQueries(),
  });
}

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/logout", { params: { header: signed } })),
    onSettled: () => cache.clear(),
  });
}

export function useChangePassword() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (words: { old: string; new: string }) =>
      answer(api.POST("/api/password", { params: { header: signed }, body: words })),
    onSuccess: () => cache.invalidateQueries({ queryKey: meKey }),
  });
}

/** Lets days pass in a demo county; everything is read anew. */
export function usePassDays() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (days: number) =>
      answer(api.POST("/api/demo/days", { params: { header: signed }, body: { days } })),
    onSuccess: () => cache.invalidateQueries(),
  });
}
