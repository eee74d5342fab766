import { join, resolve } from "node:path";
import { dataDir, directUrl, masterKey, masterKeyId } from "@hutong/db";
import { migrate } from "@hutong/db/migrate";
import { backUp } from "../backup/back-up.ts";
import { restore } from "../backup/restore.ts";
import { restoreStore } from "../backup/restore-store.ts";
import { asOwner } from "../owner.ts";
import type { Answer } from "../report.ts";

const here = () => ({ filesFolder: join(dataDir, "files"), masterKeyId: masterKeyId(masterKey()) });

/** `backup --to DIR`: everything but the master key, as of one instant. */
export async function write(options: { to: string }): Promise<Answer> {
  const folder = resolve(options.to);
  const manifest = await asOwner((owner) => backUp(owner, { folder, ...here() }));
  const rows = manifest.tables.reduce((sum, part) => sum + part.rows, 0);
  const { masterKeyId: keyId, createdAt, files, tables } = manifest;
  return {
    data: { folder, createdAt, tables: tables.length, rows, files: files.rows, masterKeyId: keyId },
    lines: [
      `${rows} rows of ${tables.length} tables and ${files.rows} files are in ${folder}`,
      `not included: the master key ${keyId} (HUTONG_MASTER_KEY or ${join(dataDir, "master.key")}). Keep it elsewhere; nothing opens the stores' secrets without it`,
    ],
  };
}

/** `restore --from DIR`: the whole platform into an empty database, or one store beside the others. */
export async function read(options: { from: string; store?: string }): Promise<Answer> {
  const given = { folder: resolve(options.from), ...here() };
  await migrate(directUrl(), masterKey());
  const { store } = options;
  const restored = await asOwner((owner) =>
    store ? restoreStore(owner, given, store) : restore(owner, given),
  );
  return {
    data: { ...restored, store: store ?? null },
    lines: [
      `${restored.rows} rows and ${restored.files} files are back${store ? ` for ${store}` : ""}; npm run hutong -- verify checks them`,
    ],
  };
}
