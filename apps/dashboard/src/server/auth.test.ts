import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { signIn } from "@hutong/stores";
import NextAuth from "next-auth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authOptions } from "./auth-options.ts";
import { placeCell } from "./cell.ts";
import { sessionCookie } from "./session-cookie.ts";
import { makeUser } from "./testing.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
});
afterAll(() => database.drop());

interface Answer {
  readonly body: unknown;
  readonly redirect: string;
  /** Name → value and the attributes after it. */
  readonly cookies: ReadonlyMap<string, { value: string; attributes: string }>;
}

interface Asked {
  readonly action: string;
  readonly method?: string;
  readonly cookies?: Record<string, string>;
  readonly body?: Record<string, string>;
}

// What next-auth needs of Next's older requests and responses; the app's own routes are walked in a browser.
async function ask(
  { action, method = "GET", cookies = {}, body = {} }: Asked,
  waits: number[] = [],
): Promise<Answer> {
  const set: string[] = [];
  let sent: unknown;
  const response = {
    status: () => response,
    setHeader: (name: string, value: string[]) =>
      name === "Set-Cookie" && set.splice(0, set.length, ...value),
    getHeader: () => [...set],
    json: (value: unknown) => {
      sent = value;
    },
    send: (value: unknown) => {
      sent = value;
    },
    end: () => {},
  };
  const nextauth = action === "callback" ? [action, "credentials"] : [action];
  const request = { method, cookies, body, query: { nextauth }, headers: { "x-forwarded-for": "192.0.2.9" } };
  await NextAuth(
    request as never,
    response as never,
    authOptions((seconds) => waits.push(seconds)),
  );
  const redirect = sent && typeof sent === "object" && "url" in sent ? String(sent.url) : "";
  const read = set.map((line) => /^([^=]+)=([^;]*);?(.*)$/.exec(line)!);
  return {
    body: sent,
    redirect,
    cookies: new Map(
      read.map(([, name, value, attributes]) => [
        name!,
        { value: decodeURIComponent(value!), attributes: attributes! },
      ]),
    ),
  };
}

async function csrf() {
  const answer = await ask({ action: "csrf" });
  const cookies = Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));
  return { token: (answer.body as { csrfToken: string }).csrfToken, cookies };
}

async function signInBy(email: string, password: string, waits: number[] = []): Promise<Answer> {
  const { token, cookies } = await csrf();
  const body = { csrfToken: token, email, password, json: "true" };
  return ask({ action: "callback", method: "POST", cookies, body }, waits);
}

function sessionOf(answer: Answer): string {
  return answer.cookies.get(sessionCookie.name)?.value ?? "";
}

test("signing in writes a session row, and a deleted row signs out at the next request", async () => {
  const user = await makeUser(database);
  const answer = await signInBy(user.email, "long enough");
  const token = sessionOf(answer);
  expect(token).toMatch(/^[\w-]{43}$/);
  const cookies = { [sessionCookie.name]: token };
  expect((await ask({ action: "session", cookies })).body).toMatchObject({ user: { email: user.email } });
  const [row] = await database.owner`select token_hash from user_sessions where user_id = ${user.id}`;
  expect(row!.token_hash).not.toBe(token);

  await database.owner`delete from user_sessions where user_id = ${user.id}`;
  expect((await ask({ action: "session", cookies })).body).toEqual({});
});

test("the cookie is for this host alone and out of reach of scripts", async () => {
  const user = await makeUser(database);
  const answer = await signInBy(user.email, "long enough");
  const attributes = answer.cookies.get(sessionCookie.name)?.attributes ?? "";
  expect(attributes).toMatch(/HttpOnly/);
  expect(attributes).toMatch(/SameSite=Lax/);
  expect(attributes).toMatch(/Path=\/(;|$)/);
  expect(attributes).not.toMatch(/Domain/i);
});

test("asking for the session keeps the token, and signing out ends it", async () => {
  const user = await makeUser(database);
  const token = sessionOf(await signInBy(user.email, "long enough"));
  const { token: csrfToken, cookies } = await csrf();
  const signedIn = { ...cookies, [sessionCookie.name]: token };
  expect(sessionOf(await ask({ action: "session", cookies: signedIn }))).toBe(token);
  await ask({ action: "signout", method: "POST", cookies: signedIn, body: { csrfToken, json: "true" } });
  const rows = await database.owner`select 1 from user_sessions where user_id = ${user.id}`;
  expect(rows).toHaveLength(0);
});

test("a wrong password leads back with our code, and too many tries with the time to wait", async () => {
  const user = await makeUser(database);
  const wrong = await signInBy(user.email, "wrong");
  expect(wrong.redirect).toContain("error=sign_in_wrong");
  expect(sessionOf(wrong)).toBe("");
  for (let round = 0; round < 9; round += 1) await signInBy(user.email, "wrong");
  const waits: number[] = [];
  const refused = await signInBy(user.email, "long enough", waits);
  expect(refused.redirect).toContain(encodeURIComponent("too_many_tries:15"));
  expect(waits[0]).toBeGreaterThan(800);
});

test("a token that the platform did not make is nobody's", async () => {
  const user = await makeUser(database);
  const { token } = await signIn(
    database.cell,
    { email: user.email, password: "long enough" },
    { address: "x" },
  );
  const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect((await ask({ action: "session", cookies: { [sessionCookie.name]: forged } })).body).toEqual({});
});
