import { AppError } from "@hutong/kernel";

// Bundles may hold copies of the kernel, so a refusal is known by its shape.
function isRefusal(error: unknown): error is AppError {
  return (
    error instanceof AppError || (error instanceof Error && error.name === "AppError" && "code" in error)
  );
}

/** The refusal that an error is, or null for a surprise. */
export function refusalOf(error: unknown): AppError | null {
  return isRefusal(error) ? error : null;
}

export function codeOf(error: unknown): string | null {
  return refusalOf(error)?.code ?? null;
}

export function paramsOf(error: unknown): Readonly<Record<string, string | number>> {
  return refusalOf(error)?.params ?? {};
}
