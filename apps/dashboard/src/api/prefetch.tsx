import { dehydrate, HydrationBoundary, hashKey } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { refusalOf } from "../server/refusal.ts";
import { requestContext } from "../server/request-context.ts";
import { appRouter } from "../server/root.ts";
import { makeQueryClient } from "./query-client.ts";

const queryClientHere = cache(() => makeQueryClient());

const procedures = createTRPCOptionsProxy({
  ctx: requestContext,
  router: appRouter,
  queryClient: queryClientHere,
});

type Prefetch = (trpc: typeof procedures) => { queryKey: readonly unknown[] };

/**
 * Asks procedures on the server before the page is drawn and hands their answers to the client's cache. One that
 * fails is left out: the page asks again and shows the failure in its place.
 * @param isPageOf the page is of the thing that is asked for: without it, the page is not there (404)
 */
export async function Prefetched({
  of,
  isPageOf = false,
  children,
}: {
  of: readonly Prefetch[];
  isPageOf?: boolean;
  children: ReactNode;
}) {
  const queryClient = queryClientHere();
  await Promise.all(
    of.map(async (one) => {
      const options = one(procedures);
      await queryClient.prefetchQuery(options as never);
      const error = queryClient.getQueryState(options.queryKey)?.error;
      if (isPageOf && isNotFound(error)) notFound();
    }),
  );
  // The cache is the whole request's: what a frame or another part has asked for is theirs to send, or the page has it twice.
  const own = new Set(of.map((one) => hashKey(one(procedures).queryKey)));
  const state = dehydrate(queryClient, {
    shouldDehydrateQuery: (query) => query.state.status === "success" && own.has(query.queryHash),
  });
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && refusalOf(error.cause)?.kind === "not_found";
}
