import { z } from "zod";
import type { Incoming, Reply } from "./incoming.ts";

/** What a knob does with the JSON that was posted to it; what it answers is told as JSON. */
export type Knob<Platform> = (platform: Platform, input: unknown) => unknown;

/** The knobs of a far end, by path. */
export type Knobs<Platform> = Readonly<Record<string, Knob<Platform>>>;

function json(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** From this machine itself, and by no browser or proxy. */
function isOurs({ headers, remoteAddress, method }: Incoming): boolean {
  return (
    loopback.has(remoteAddress) &&
    headers["x-forwarded-for"] === undefined &&
    headers.origin === undefined &&
    headers["content-type"] === "application/json" &&
    method === "POST"
  );
}

/**
 * The door through which a test or a trial arranges faults: JSON posted from this machine itself. 404 for anybody else,
 * 400 for what a knob does not understand (zod, JSON, `RangeError`), 409 with the words of `refusal` where the far end
 * itself says no; anything else is thrown.
 */
export function controlDoor<Platform>(
  knobs: Knobs<Platform>,
  refusal: (error: unknown) => string | undefined,
): (platform: Platform, request: Incoming) => Promise<Reply> {
  return async (platform, request) => {
    const knob = knobs[request.path];
    if (!knob || !isOurs(request)) return json(404, { error: "not_found" });
    try {
      return json(200, await knob(platform, JSON.parse(request.body.toString() || "{}")));
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError)
        return json(400, { error: error.message });
      const refused = refusal(error);
      if (refused !== undefined) return json(409, { error: refused });
      throw error;
    }
  };
}

interface Movable {
  readonly clock: { now(): Date; advance(ms: number): void };
}

/** Moves the far end's clock by `advanceMs`, forwards only. */
export function moveClock({ clock }: Movable, input: unknown): { now: Date } {
  clock.advance(z.strictObject({ advanceMs: z.int().min(0) }).parse(input).advanceMs);
  return { now: clock.now() };
}
