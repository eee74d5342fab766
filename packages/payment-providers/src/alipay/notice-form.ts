import { NotProven } from "../contract.ts";
import type { Parameters } from "./sign.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (error) {
    if (error instanceof URIError) throw new NotProven("ill encoded");
    throw error;
  }
}

/**
 * Fields of a posted form, url-decoded once. Refuses doubled names, and values in which another field seems to begin:
 * the signed text is `name=value` joined by `&` and nothing is escaped in it, so there it would be the same.
 */
export function readForm(body: Uint8Array): Parameters {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch (error) {
    if (error instanceof TypeError) throw new NotProven("not UTF-8");
    throw error;
  }
  const fields = new Map<string, string>();
  for (const pair of text.split("&")) {
    const at = pair.indexOf("=");
    const name = decoded(pair.slice(0, Math.max(0, at)));
    const value = decoded(pair.slice(at + 1));
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new NotProven("not a form of Alipay's");
    if (fields.has(name)) throw new NotProven("doubled field");
    if (/&[a-z0-9_]*=/i.test(value)) throw new NotProven("field in a field");
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
