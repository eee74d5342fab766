import { readFile } from "node:fs/promises";
import { AppError } from "@hutong/kernel";

/** What a JSON file says. Throws `file_not_found` or `file_not_json`. */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const code = error instanceof SyntaxError ? "file_not_json" : "file_not_found";
    throw new AppError("invalid", code, { params: { file }, cause: error });
  }
}
