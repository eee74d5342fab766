import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refusalOf } from "../../../../server/refusal.ts";
import { requestContext } from "../../../../server/request-context.ts";
import { appRouter } from "../../../../server/root.ts";

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => requestContext(),
    responseMeta({ errors }) {
      const headers = new Headers({ "Cache-Control": "no-store" });
      const throttled = errors.find((error) => error.code === "TOO_MANY_REQUESTS");
      const seconds = throttled && refusalOf(throttled.cause)?.params.seconds;
      if (seconds) headers.set("Retry-After", String(seconds));
      return { headers };
    },
  });
}

export { handle as GET, handle as POST };
