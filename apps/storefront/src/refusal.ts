import { AppError } from "@hutong/kernel";
import { ZodError } from "zod";

/**
 * A throw as a refusal with a stable code; null for a surprise. What a schema refuses (a name of 300 letters) becomes
 * `details_invalid` with a code for each field.
 */
export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof ZodError)) return null;
  const fields: Record<string, string> = {};
  for (const issue of error.issues)
    fields[issue.path.join(".")] ??= issue.code === "too_big" ? "too_long" : "ill_formed";
  return new AppError("invalid", "details_invalid", { fields, cause: error });
}
