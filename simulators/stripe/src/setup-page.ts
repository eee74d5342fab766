import { asked, tellOf } from "./account-calls.ts";
import type { AccountLink } from "./account-links.ts";
import { escaped, field, page, seeOther } from "./hosted-page.ts";
import type { Incoming, Reply } from "./incoming.ts";
import type { Merchant } from "./merchants.ts";
import { nowOf, type Platform } from "./platform.ts";

const steps = ["business", "bank"] as const;
type Step = (typeof steps)[number];

const names = (step: Step) => new Set<string>(asked[step]);
const stepOf = ({ standing }: Merchant): Step | undefined =>
  steps.find((step) => standing!.due.some((name) => names(step).has(name)));

const questions: Readonly<Record<Step, string>> = {
  business: `<h1>Tell us about your business</h1><form method="post">
${field("url", "Website", 'inputmode="url" placeholder="https://example.com" required')}
<div class="pair">${field("first", "First name", 'autocomplete="given-name" required')}${field("last", "Last name", 'autocomplete="family-name" required')}</div>
<button name="choice" value="business">Continue</button></form>`,
  bank: `<h1>Add a bank account for payouts</h1><form method="post">
${field("iban", "Account number", 'inputmode="numeric" placeholder="000123456789" required')}
<button name="choice" value="bank">Agree to the terms and submit</button></form>`,
};
const leave = `<form method="post"><button class="plain" name="choice" value="leave">Save for later and go back</button></form>`;
const rest = `<h1>Something else is wanted</h1><form method="post"><button name="choice" value="rest">Hand it in</button></form>`;

function form(account: Merchant): Reply {
  const { name, email, country } = account.standing!;
  const step = stepOf(account);
  const place = step ? `Step ${steps.indexOf(step) + 1} of ${steps.length}` : "";
  const bill = `<section class="bill"><p>${escaped(name ?? "Your business")}</p><p class="amount">Set up payments</p>
<p>${place}</p><p class="note">${escaped([email, country].filter(Boolean).join(" · "))}</p>
<p class="note">Simulated Stripe: nothing that is typed here is kept.</p></section>`;
  const question = step
    ? questions[step]
    : account.standing!.due.length > 0
      ? rest
      : "<h1>All is handed in</h1>";
  return page(200, "Simulated Stripe", `${bill}<section class="pay">${question}${leave}</section>`);
}

// What was asked is told; when nothing is left, Stripe opens the account.
function answer(platform: Platform, account: Merchant, choice: string, link: AccountLink): Reply {
  const standing = account.standing!;
  const step = stepOf(account);
  const isAnswer = choice === (step ?? "rest");
  if (!isAnswer) return seeOther(choice === "leave" ? link.returnUrl : `/setup/v/${link.visit}`);
  standing.due = step ? standing.due.filter((name) => !names(step).has(name)) : [];
  if (standing.due.length === 0) {
    standing.isSubmitted = true;
    standing.disabledReason = null;
  }
  tellOf(platform, account);
  return seeOther(standing.due.length === 0 ? link.returnUrl : `/setup/v/${link.visit}`);
}

const nothing = page(
  404,
  "Simulated Stripe",
  '<section class="pay"><h1>There is no such page</h1></section>',
);

export const isSetupDoor = (path: string) => path.startsWith("/setup/");

/** The pages on which a merchant sets an account up: an account link's, good once, and the visit that it begins. */
export function answerSetup(platform: Platform, request: Incoming): Reply {
  const [, kind, ...rest] = request.path.slice(1).split("?")[0]!.split("/");
  if (kind === "s") {
    const link = platform.accountLinks.find(
      ({ accountId, token }) => accountId === rest[0] && token === rest[1],
    );
    if (!link) return nothing;
    const isGood = !link.isUsed && link.expiresAt > nowOf(platform);
    link.isUsed = true;
    return seeOther(isGood ? `/setup/v/${link.visit}` : link.refreshUrl);
  }
  const link = platform.accountLinks.find(({ visit, isUsed }) => visit === rest[0] && isUsed);
  const account = platform.connected.get(link?.accountId ?? "");
  if (!link || !account?.standing?.isConnected) return nothing;
  if (request.method !== "POST") return form(account);
  return answer(platform, account, new URLSearchParams(request.body.toString()).get("choice") ?? "", link);
}
