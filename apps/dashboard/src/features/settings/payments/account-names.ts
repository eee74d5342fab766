import { countries } from "@hutong/onboarding";
import { languageOptions } from "../../stores/option-lists.ts";
import type { AccountNames } from "./account-form.tsx";

/** Made on the server and handed down, as two runtimes may know other names. */
export function accountNames(locale: string): AccountNames {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return {
    countries: countries.map((code) => [code, names.of(code) ?? code] as const),
    languages: languageOptions(locale),
  };
}
