import { randomBytes } from "node:crypto";
import { type Cell, firstPort } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { openShop, timezoneOf } from "@hutong/onboarding";
import { createUser, findUserByEmail, isHandleTaken, judgeStore } from "@hutong/stores";
import type { Answer } from "../report.ts";
import { withCell } from "../with-cell.ts";

export interface CreateOptions {
  handle: string;
  owner: string;
  name?: string;
  currency: string;
  language: string;
  country: string;
  timezone?: string;
  test?: boolean;
}

interface Owner {
  id: string;
  email: string;
  password: string | null;
}

async function ownerOf(cell: Cell, { owner: email, language }: CreateOptions): Promise<Owner> {
  const known = await findUserByEmail(cell, email);
  if (known) return { id: known.id, email, password: null };
  const password = randomBytes(12).toString("base64url");
  const locale = language.startsWith("zh") ? "zh-CN" : "en";
  const name = email.split("@")[0] || email;
  const { userId } = await createUser(cell, { email, password, name, locale, isVerified: true });
  return { id: userId, email, password };
}

/** `store create`: a store that can sell, and its owner when nobody has that address yet. */
export async function create(options: CreateOptions): Promise<Answer> {
  const { handle, country, currency, language: locale } = options;
  const timezone = options.timezone ?? timezoneOf(country);
  const shop = {
    handle,
    name: options.name ?? handle,
    country,
    currency,
    locale,
    timezone,
    isTest: options.test ?? false,
  };
  return withCell(async (cell) => {
    judgeStore(shop);
    if (await isHandleTaken(cell, handle))
      throw new AppError("conflict", "handle_taken", { params: { handle } });
    const owner = await ownerOf(cell, options);
    const { storeId } = await openShop(cell, { ...shop, ownerUserId: owner.id, testAnswer: "at-once" });
    const url = `http://${handle}.localhost:${firstPort + 1}`;
    const dashboard = `http://localhost:${firstPort}`;
    const { email, password } = owner;
    return {
      data: {
        storeId,
        handle,
        url,
        dashboard,
        isTest: shop.isTest,
        owner: { email, ...(password && { password }) },
      },
      lines: [
        `store ${handle}: ${url}`,
        `dashboard: ${dashboard}`,
        `owner: ${email}${password ? `, password ${password} (shown once)` : ""}`,
      ],
    };
  });
}
