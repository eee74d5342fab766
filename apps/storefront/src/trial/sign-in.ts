import { openCode } from "@hutong/customers";
import type { StoreContext } from "@hutong/db";
import type { TrialShop } from "./trial-shop.ts";

/** The code that the worker would send to a contact now. */
export async function codeSent(shop: TrialShop, ctx: StoreContext, contact: string): Promise<string> {
  const [row] = await shop.database.owner`
    select id from customer_codes where store_id = ${ctx.storeId} and contact = ${contact}`;
  return (await openCode(ctx, { codeId: row!.id as string }))!.code;
}

const pairs = (response: Response) => response.headers.getSetCookie().map((one) => one.split(";")[0]!);

/** Signs in as a browser without script does; answers the response and the cookies to go on with. */
export async function signInAt(
  shop: TrialShop,
  { store, ctx, contact }: { store: string; ctx: StoreContext; contact: string },
  cookie?: string,
  next = "/account",
): Promise<{ answer: Response; cookie: string }> {
  await shop.post(store, "/account/code", { contact, next }, cookie);
  const code = await codeSent(shop, ctx, contact);
  const answer = await shop.post(store, "/account/sign-in", { contact, code, next }, cookie);
  const kept = new Map(
    (cookie ? cookie.split("; ") : []).concat(pairs(answer)).map((one) => [one.split("=")[0]!, one]),
  );
  return { answer, cookie: [...kept.values()].join("; ") };
}
