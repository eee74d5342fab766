import type { Incoming } from "@hutong/simulator";

/** Parameters of a query string and a form, as a servlet would see them; null when one comes twice. */
export function parametersOf(request: Incoming): Map<string, string> | null {
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const form = new URLSearchParams(isForm ? request.body.toString("utf8") : "");
  const pairs = [...query, ...form];
  const parameters = new Map(pairs);
  return parameters.size === pairs.length ? parameters : null;
}
