import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, RouterProvider } from "react-router";
import { asProblem } from "@/api/problem";
import { meQuery } from "@/api/session";
import { askForList } from "./early";
import { routes } from "./routes";

const queries = new QueryClient({
  defaultOptions: {
    // Without a network a request fails and says so; it does not wait in silence.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 15_000,
      // A refusal stays one; a broken line may mend.
      retry: (times, error) => {
        const { status } = asProblem(error);
        return times < 2 && (status === 0 || status >= 500);
      },
    },
  },
});

// What every page waits for is asked before the first page's scripts are there.
const at = location.pathname;
if (at !== "/login") void queries.prefetchQuery(meQuery);
if (at === "/cases") void askForList(queries);

const router = createBrowserRouter(routes);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
