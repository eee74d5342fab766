import type { NextRequest } from "next/server";

/** The bytes of a request. What is more than it may be is not read to its end, and answered as so many zeros. */
export async function readBody(request: NextRequest, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > most) break;
    parts.push(chunk);
  }
  return length > most ? new Uint8Array(most + 1) : Buffer.concat(parts);
}
