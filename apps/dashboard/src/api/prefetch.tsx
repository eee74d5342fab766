import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache, type ReactNode } from "react";
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
 */
export async function Prefetched({ of, children }: { of: readonly Prefetch[]; children: ReactNode }) {
  const queryClient = queryClientHere();
  await Promise.all(of.map((one) => queryClient.prefetchQuery(one(procedures) as never)));
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
