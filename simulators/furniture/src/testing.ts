import { describe, expect, it } from "vitest";

/** Posts to a knob of a far end's control door; `headers` are added to, or stand in place of, what it asks for. */
export async function postControl<Answer>(
  origin: string,
  knob: string,
  input: object = {},
  headers: object = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${origin}/control/${knob}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** What every far end's control door owes: nobody but this machine itself comes in. `originOf` is asked when tests run. */
export function controlDoorSuite(originOf: () => string): void {
  describe("the control door", () => {
    it.each([
      { origin: "http://evil.example" },
      { "x-forwarded-for": "203.0.113.7" },
      { "content-type": "text/plain" },
    ])("opens to no browser, no proxy, and nothing else than JSON: %o", async (headers) => {
      expect((await postControl(originOf(), "calm", {}, headers)).status).toBe(404);
      expect((await postControl(originOf(), "calm")).status).toBe(200);
    });

    it("opens to what is posted, and has the knobs that it has", async () => {
      expect((await fetch(`${originOf()}/control/books`)).status).toBe(404);
      expect((await postControl(originOf(), "nothing")).status).toBe(404);
    });

    it("says what it does not understand", async () => {
      const answer = await postControl<{ error: string }>(originOf(), "clock", { advanceMs: -1 });
      expect(answer).toMatchObject({ status: 400, answer: { error: expect.stringContaining("advanceMs") } });
      const half = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
      expect((await fetch(`${originOf()}/control/calm`, half)).status).toBe(400);
    });
  });
}
