import { NextResponse } from "next/server";

export const config = { matcher: "/by-host" };

/** What a platform of many stores needs: the host decides which cached page it is. */
export default function proxy(request) {
  const store = request.headers.get("host")?.split(".")[0] ?? "";
  return NextResponse.rewrite(new URL(`/stores/${store}`, request.url));
}
