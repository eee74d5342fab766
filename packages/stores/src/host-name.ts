import { domainToASCII } from "node:url";

const labels =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** A host as it stands in the directory: lower case, punycode, without port or last dot; null when it is none. */
export function hostName(text: string): string | null {
  if (text.length > 300) return null;
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/:\d{1,5}$/, "")
    .replace(/\.$/, "");
  const ascii = labels.test(bare) ? bare : domainToASCII(bare);
  return labels.test(ascii) ? ascii : null;
}
