import { currencyOptions } from "../../stores/option-lists.ts";
import { accountNames } from "../payments/account-names.ts";
import type { MarketNames } from "./market-form.tsx";

/** Made on the server and handed down, as two runtimes may know other names. */
export function marketNames(locale: string): MarketNames {
  return { ...accountNames(locale), currencies: currencyOptions(locale) };
}
