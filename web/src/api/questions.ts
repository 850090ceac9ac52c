import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Bodies = components["schemas"];
export type Question = Bodies["Question"];

const key = ["questions"] as const;

/** What my departments are asked, newest first, page after page. */
export const useQuestions = (state: "open" | "answered") =>
  useInfiniteQuery({
    queryKey: [...key, state],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/questions", { params: { query: { state, before: pageParam, limit: 50 } } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

/** One question with the rows of the own tables that it rests on. */
export const useQuestion = (id: number) =>
  useQuery({
    queryKey: [...key, "one", id],
    queryFn: () => answer(api.GET("/api/questions/{id}", { params: { path: { id } } })),
  });

/** Answers a question; cases are read again where somebody writes in for a department. */
export function useAnswerQuestion(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Bodies["AnswerQuestionRequest"]) =>
      answer(api.POST("/api/questions/{id}/answer", { params: { header: signed, path: { id } }, body })),
    onSuccess: () =>
      Promise.all([key, ["case"], ["inbox"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

/** A whole number that the own table names; who asks and why is logged. */
export const useUnmaskQuestion = (id: number) =>
  useMutation({
    mutationFn: (body: Bodies["UnmaskQuestionRequest"]) =>
      answer(api.POST("/api/questions/{id}/unmask", { params: { header: signed, path: { id } }, body })),
  });
