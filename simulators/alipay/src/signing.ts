import { createSign, createVerify, type KeyObject } from "node:crypto";

/** Text over sorted parameters, empty ones left out. */
function linked(parameters: Iterable<readonly [string, string]>): string {
  return [...parameters]
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** SHA256withRSA over a text, base64. */
export function signRaw(key: KeyObject, text: string): string {
  return createSign("RSA-SHA256").update(text, "utf8").sign(key, "base64");
}

/** Whether an app signed its request: every parameter but `sign` takes part, sign_type too. */
export function isRequestSigned(key: KeyObject, parameters: ReadonlyMap<string, string>): boolean {
  const text = linked([...parameters].filter(([name]) => name !== "sign"));
  return createVerify("RSA-SHA256")
    .update(text, "utf8")
    .verify(key, parameters.get("sign") ?? "", "base64");
}

/** Signs a notice: neither `sign` nor `sign_type` take part. Answers all fields. */
export function signNotice(key: KeyObject, fields: Readonly<Record<string, string>>): Record<string, string> {
  return { ...fields, sign_type: "RSA2", sign: signRaw(key, linked(Object.entries(fields))) };
}
