import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { dataFolder } from "../../env.ts";

const StoredMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: z.string(),
  storeId: z.string().nullable(),
});
export type StoredMail = z.infer<typeof StoredMail>;

function parsed(text: string): StoredMail | null {
  try {
    return StoredMail.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    // A file that is being written is not a letter yet.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The development mailbox, newest first; empty while nothing was sent. */
export async function readMailbox(limit = 200): Promise<StoredMail[]> {
  const folder = join(dataFolder, "mailbox");
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const files = names.filter((name) => name.endsWith(".json"));
  const mails = await Promise.all(
    files.map(async (name) => parsed(await readFile(join(folder, name), "utf8"))),
  );
  return mails
    .filter((mail) => mail !== null)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1))
    .slice(0, limit);
}
