import { AppError } from "@hutong/kernel";

/** A posted form's fields; files are no part of any form here. */
export class PostedForm {
  readonly #fields: URLSearchParams;

  constructor(fields: URLSearchParams) {
    this.#fields = fields;
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  /** What was typed, blanks around it taken off; empty when it is missing. */
  text(name: string): string {
    return (this.#fields.get(name) ?? "").trim();
  }

  /** Exactly what was typed: blanks may be part of a password. */
  raw(name: string): string {
    return this.#fields.get(name) ?? "";
  }

  /** What was typed into fields that begin with `prefix`, by the rest of their names. */
  under(prefix: string): Record<string, string> {
    const found = [...this.#fields].filter(([name]) => name.startsWith(prefix)).slice(0, 50);
    return Object.fromEntries(found.map(([name, text]) => [name.slice(prefix.length), text.trim()]));
  }

  /** A whole number as a person types it (１２ too). Throws `quantity_invalid` for anything else. */
  quantity(name: string): number {
    const text = this.text(name).normalize("NFKC");
    if (!/^[+-]?\d{1,15}$/.test(text)) throw new AppError("invalid", "quantity_invalid", { field: name });
    return Number(text);
  }
}

/** Forms are small: an address and a note. Bytes. */
export const largestForm = 64 * 1024;

/** Reads a posted form. Throws `form_too_large`. */
export async function readForm(request: Request): Promise<PostedForm> {
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > largestForm) throw new AppError("invalid", "form_too_large");
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    const data = await request.formData();
    const fields = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === "string") fields.append(name, value);
    return new PostedForm(fields);
  }
  const body = await request.text();
  if (body.length > largestForm) throw new AppError("invalid", "form_too_large");
  return new PostedForm(new URLSearchParams(body));
}
