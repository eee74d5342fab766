import { AppError } from "@hutong/kernel";
import { operatorLocale } from "./env.ts";
import { sentenceOf } from "./words.ts";

/** What a command has to say: as data, and as lines for a person. */
export interface Answer {
  readonly data: unknown;
  readonly lines: readonly string[];
  /** Whether the claim it was asked to prove does not hold: exit status 1. */
  readonly isBad?: boolean;
}

/** Writes an answer on standard output; with `--json` one line of JSON, the last one. */
export function report(answer: Answer, isJson: boolean): void {
  process.stdout.write(isJson ? `${JSON.stringify(answer.data)}\n` : `${answer.lines.join("\n")}\n`);
}

/** Writes a refusal with its stable code and its sentence, or a surprise as it came. */
export function reportFailure(error: unknown, isJson: boolean): void {
  const { code, message, params, field } = failureOf(error);
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message, params, field } })}\n`);
  else process.stderr.write(`hutong: ${message}${code === "unexpected" ? "" : ` [${code}]`}\n`);
}

function failureOf(error: unknown): {
  code: string;
  message: string;
  params?: object;
  field?: string | undefined;
} {
  if (error instanceof AppError) {
    const message = sentenceOf(error.code, error.params, operatorLocale());
    return { code: error.code, message, params: error.params, field: error.field };
  }
  if (typeof error === "string") return { code: "platform_missing", message: error };
  if (error instanceof Error) return { code: "unexpected", message: error.stack ?? error.message };
  return { code: "unexpected", message: String(error) };
}
