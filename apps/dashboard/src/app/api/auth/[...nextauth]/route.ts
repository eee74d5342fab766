import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "../../../../server/auth-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  let wait = 0;
  const options = authOptions((seconds) => {
    wait = seconds;
  });
  const response: Response = await NextAuth(request as never, context as never, options);
  if (wait === 0) return response;
  const headers = new Headers(response.headers);
  headers.set("Retry-After", String(wait));
  return new Response(response.body, { status: 429, headers });
}

export { handle as GET, handle as POST };
