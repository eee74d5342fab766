import { refOf } from "../../../packages/checkout/src/index.ts";
import type { Planted } from "./plant.ts";
import type { StorefrontAsked } from "./storefront-trials.ts";
import { isFine, isMissing, type Trial } from "./trial.ts";

type MakeTrial = (
  of: string,
  path: string,
  what: string,
  asked: StorefrontAsked,
  isProper?: NonNullable<Trial["isProper"]>,
) => Trial;

const isSentToSignIn: NonNullable<Trial["isProper"]> = ({ status, location }) =>
  status === 303 && /\/account\/sign-in\?next=/.test(location ?? "");

const code = { contact: "thief@example.com", code: "000000" };
const address = {
  country: "CN",
  name: "Thief",
  phone: "13800138000",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "1",
};

/** What somebody tries at accounts: a session of one store at the other, and another's address with one's own session. */
export function accountTrials(theirs: Planted, mine: Planted, trial: MakeTrial): Trial[] {
  const crossed = { host: "mine", session: theirs.customer.token } as const;
  const back = { host: "theirs", session: mine.customer.token } as const;
  const own = { host: "mine", session: mine.customer.token } as const;
  const { addressId } = theirs.customer;
  const gated: readonly (readonly [of: string, path: string, form?: Record<string, string>])[] = [
    ["GET /account", "/account"],
    ["GET /account/addresses", "/account/addresses"],
    ["GET /account/addresses/:id", `/account/addresses/${addressId}`],
    ["POST /account/addresses/:id", `/account/addresses/${addressId}`, address],
    ["POST /account/addresses/remove", "/account/addresses/remove", { id: addressId }],
    ["POST /account/addresses/default", "/account/addresses/default", { id: addressId }],
    ["GET /account/profile", "/account/profile"],
    ["POST /account/profile", "/account/profile", { name: "Thief" }],
    ["POST /account/password", "/account/password", { password: "thief thief" }],
    ["POST /account/contact", "/account/contact", { contact: "thief@example.com" }],
    ["POST /account/contact/prove", "/account/contact/prove", code],
    ["POST /account/sign-out-everywhere", "/account/sign-out-everywhere", {}],
    ["GET /account/data.json", "/account/data.json"],
    ["POST /account/delete", "/account/delete", { sure: "1" }],
  ];
  const recovery = refOf(theirs.ctx, "recovery", theirs.checkoutId);
  const stop = refOf(theirs.ctx, "letter-stop", theirs.checkoutId);
  return [
    trial("GET /checkout/recover", `/checkout/recover?token=${recovery}`, "their link", own, isFine),
    trial(
      "POST /checkout/recover",
      "/checkout/recover",
      "their link",
      { ...own, form: { token: recovery } },
      isMissing,
    ),
    trial("GET /checkout/letters", `/checkout/letters?token=${stop}`, "their link", own, isFine),
    trial(
      "POST /checkout/letters",
      "/checkout/letters",
      "their link",
      { ...own, form: { token: stop } },
      isMissing,
    ),
    trial(
      "POST /checkout/recover",
      "/checkout/recover",
      "a checkout's reference",
      { ...own, form: { token: mine.checkoutRef } },
      isMissing,
    ),
    ...gated.flatMap(([of, path, form]) =>
      [crossed, back].map((asked) =>
        trial(of, path, "a session of the other store", form ? { ...asked, form } : asked, isSentToSignIn),
      ),
    ),
    trial("GET /account/sign-in", "/account/sign-in", "a session of the other store", crossed, isFine),
    trial("POST /account/code", "/account/code", "a code", { ...crossed, form: code }, isFine),
    trial("POST /account/sign-in", "/account/sign-in", "a guessed code", { ...crossed, form: code }),
    trial("POST /account/sign-out", "/account/sign-out", "their session", { ...crossed, form: {} }, isFine),
    trial("GET /account", "/account", "my account", own, isFine),
    trial("GET /account/data.json", "/account/data.json", "my data", own, isFine),
    trial("GET /account/addresses/:id", `/account/addresses/${addressId}`, "their address", own, isMissing),
    trial(
      "POST /account/addresses/:id",
      `/account/addresses/${addressId}`,
      "their address",
      { ...own, form: address },
      isMissing,
    ),
    trial(
      "POST /account/addresses/remove",
      "/account/addresses/remove",
      "their address",
      { ...own, form: { id: addressId } },
      isMissing,
    ),
    trial(
      "POST /account/addresses/default",
      "/account/addresses/default",
      "their address",
      { ...own, form: { id: addressId } },
      isMissing,
    ),
  ];
}
