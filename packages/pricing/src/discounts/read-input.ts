import { AppError } from "@hutong/kernel";
import type { z } from "zod";

/** Parses what a merchant sent; throws `AppError("invalid")` with the first issue's code and field. */
export function readDiscountInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const code = issue && /^[a-z_]+$/.test(issue.message) ? issue.message : "input_invalid";
  throw new AppError("invalid", code, { field: issue?.path.join(".") ?? "" });
}
