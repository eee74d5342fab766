import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { ask } from "../shop/open-store.ts";
import type { FarEnd, PaidStore } from "./far-end.ts";

interface Secret {
  readonly what: string;
  readonly text: string;
}

// A key in PEM may be broken over lines in any way: its longest line is looked for.
function secretsOf({ account }: PaidStore, { openCredentials }: FarEnd["played"]): Secret[] {
  const open = ["apiBase", ...openCredentials];
  return Object.entries(account.credentials)
    .filter(([name]) => !open.includes(name))
    .map(([what, value]) => ({
      what,
      text: value.split("\n").reduce((longest, line) => (line.length > longest.length ? line : longest)),
    }));
}

const openIdShaped = /o[0-9a-f]{24}/g;

// Standing alone: references and tickets are random letters and digits, long runs of digits among them.
const cardShaped = /(?<![\w.-])[3-6]\d{12,18}(?![\w.-])/g;

function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Every row of every table as text, a table at a time, and every log. */
async function* everything(platform: Platform): AsyncGenerator<{ where: string; text: string }> {
  const tables = await ask<{ name: string }>(
    platform,
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const [row] = await ask<{ text: string | null }>(
      platform,
      `select string_agg(t::text, chr(10)) as text from ${name} t`,
    );
    if (row!.text) yield { where: name, text: row!.text };
  }
  const folder = join(process.env.HUTONG_DATA_DIR!, "logs");
  const logs = readdirSync(folder).map((file) => join(folder, file));
  for (const file of [...logs, join(process.env.HUTONG_DATA_DIR!, "platform.log")])
    yield { where: file, text: readFileSync(file, "utf8") };
}

/** Looks through the database and the logs for what must not lie there in clear; answers how much was looked for. */
export async function checkDump(
  platform: Platform,
  stores: readonly PaidStore[],
  farEnd: FarEnd,
  tally: Tally,
): Promise<number> {
  const secrets = stores.flatMap((store) => secretsOf(store, farEnd.played));
  const { payments } = await farEnd.books();
  const openIds = new Set(payments.flatMap(({ payer }) => (payer === null ? [] : [payer])));
  tally.check(
    [...openIds].every((id) => id.match(openIdShaped)?.[0] === id),
    "an openid of another shape",
  );
  let seen = 0;
  for await (const { where, text } of everything(platform)) {
    seen += text.length;
    const found = secrets.filter((secret) => text.includes(secret.text));
    tally.check(found.length === 0, `${where} holds ${found.length} secrets, such as ${found[0]?.what}`);
    const payer = text.match(openIdShaped)?.find((id) => openIds.has(id));
    tally.check(payer === undefined, `${where} holds the openid ${payer}`);
    const cards = (text.match(cardShaped) ?? []).filter(isCardNumber);
    tally.check(cards.length === 0, `${where} holds what may be a card number: ${cards[0]}`);
  }
  // A search that sees nothing proves nothing: what lies there in clear is found.
  tally.check(seen > 100_000, `only ${seen} characters were looked through`);
  return secrets.length + openIds.size;
}
