import { cleanText } from "@hutong/kernel";
import { z } from "zod";

/** The form that opens a store; the values are judged by the domain, which names each refusal. */
export const NewStoreInput = z.object({
  name: z.string().transform(cleanText).pipe(z.string().min(1, "name_missing").max(120, "name_too_long")),
  handle: z.string().regex(/^(?!xn--)[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, "handle_ill_formed"),
  country: z.string().length(2, "country_unknown"),
  currency: z.string().length(3, "currency_unknown"),
  locale: z.string().min(2, "language_unknown").max(20, "language_unknown"),
  timezone: z.string().max(60),
  isTest: z.boolean(),
});
export type NewStoreInput = z.output<typeof NewStoreInput>;

/** A handle made of what a name has in Latin letters; one that can be kept when the name has none. */
export function proposeHandle(name: string, spare: string): string {
  const latin = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return latin.length >= 3 ? latin : name.trim() === "" ? "" : spare;
}
