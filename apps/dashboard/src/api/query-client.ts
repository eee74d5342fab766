import { QueryCache, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

function statusOf(error: unknown): number {
  const data = error && typeof error === "object" && "data" in error ? error.data : null;
  const status = data && typeof data === "object" && "httpStatus" in data ? data.httpStatus : 0;
  return Number(status);
}

/** On the server nothing is on its way: a procedure is called, and what it throws stays thrown. */
const isBrowser = typeof window !== "undefined";

/**
 * One retry policy: what the server refused is not asked again, what never arrived is, twice.
 * @param onSignedOut called when a query learns that the session has ended
 */
export function makeQueryClient(onSignedOut: () => void = () => {}): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (statusOf(error) === 401) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => {
          const status = statusOf(error);
          return isBrowser && (status === 0 || status >= 502) && failures < 2;
        },
      },
      mutations: { retry: false },
      dehydrate: {
        serializeData: superjson.serialize,
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
