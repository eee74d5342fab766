import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import {
  addImportPart,
  cancelImport,
  createImport,
  getImport,
  type ImportDetail,
  type ImportNote,
  listImportNotes,
  listImports,
  type RunEnd,
  runImport,
  undoImport,
} from "@hutong/transfer";
import { largestPart } from "@hutong/transfer/schemas";
import { operatorLocale } from "../env.ts";
import type { Answer } from "../report.ts";
import { refreshStatistics } from "../statistics.ts";
import { withStore } from "../with-cell.ts";
import { sentenceOf } from "../words.ts";

/** From how many written products on the planner's statistics are worth refreshing. */
const manyProducts = 200;

async function upload(ctx: StoreContext, path: string, isDryRun: boolean): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new AppError("not_found", "file_not_found", { params: { file: path }, cause: error });
  });
  try {
    const { size } = await file.stat();
    const { id } = await createImport(ctx, { fileName: basename(path).slice(0, 255), bytes: size, isDryRun });
    for (let number = 0, at = 0; at < size; number += 1) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(largestPart), 0, largestPart, at);
      // Shorter than it was a moment ago.
      if (bytesRead === 0) throw new AppError("precondition", "file_changed");
      await addImportPart(ctx, { id, number, bytes: buffer.subarray(0, bytesRead) });
      at += bytesRead;
    }
    return id;
  } finally {
    await file.close();
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const lookMs = 300;
const tellMs = 2_000;

/** Runs an import here, or watches the worker that was faster; tells how far it is on standard error. */
async function runToItsEnd(ctx: StoreContext, id: string): Promise<ImportDetail> {
  let told = performance.now();
  const tell = (position: number, products: number) => {
    if (performance.now() - told < tellMs) return;
    told = performance.now();
    say(`${position} of ${products} products`);
  };
  for (;;) {
    const end: RunEnd | null = await runImport(ctx, id, {
      onProgress: ({ position, products }) => tell(position, products),
    });
    const now = await getImport(ctx, { id });
    if (end !== null || !["waiting", "running", "undoing"].includes(now.state)) return now;
    tell(now.position, now.survey?.products ?? 0);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

/** As many notes as a person reads; the dashboard and `--json` have all of them. */
const mostLines = 50;

async function answerOf(ctx: StoreContext, id: string): Promise<Answer> {
  const view = await runToItsEnd(ctx, id);
  const { created, updated } = view.counts;
  if (!view.isDryRun && created + updated >= manyProducts) await refreshStatistics();
  const locale = operatorLocale();
  const notes: (ImportNote & { message: string })[] = [];
  for (;;) {
    const some = await listImportNotes(ctx, { id, after: notes.at(-1)?.number ?? -1, limit: 5_000 });
    notes.push(...some.map((note) => ({ ...note, message: sentenceOf(note.code, note.params, locale) })));
    if (some.length < 5_000) break;
  }
  const failure = view.failure && {
    ...view.failure,
    message: sentenceOf(view.failure.code, view.failure.params, locale),
  };
  return {
    data: { ...view, failure, notes },
    lines: [
      ...linesOf(view),
      ...(failure ? [`${failure.message} [${failure.code}]`] : []),
      ...notes.slice(0, mostLines).map(lineOf),
      ...(notes.length > mostLines ? [`and ${notes.length - mostLines} more: see --json`] : []),
    ],
    isBad: view.state === "failed",
  };
}

function lineOf({ line, column, handle, message, code }: ImportNote & { message: string }): string {
  const where = [line > 0 ? `line ${line}` : "", column ?? ""].filter(Boolean).join(", ");
  return `${where}${handle ? ` (${handle})` : ""}: ${message} [${code}]`;
}

function linesOf(view: ImportDetail): string[] {
  const { id, state, isDryRun, survey, counts, isUnchanged, canUndo, unindexed } = view;
  return [
    `${state}: import ${id}${isDryRun ? ", a dry run: nothing was written" : ""}`,
    ...(survey && survey.encoding !== "utf-8" ? [`read as ${survey.encoding.toUpperCase()}`] : []),
    `${survey?.rows ?? 0} rows: ${counts.created} products created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.refused} refused`,
    `stock changed for ${counts.stockChanged} variants`,
    ...(counts.fieldsChanged ? [`${counts.fieldsChanged} values of metafields changed`] : []),
    `${counts.picturesRecorded + counts.picturesKnown} picture addresses, ${counts.picturesRecorded} of them new; ${counts.picturesPending} not fetched: only their addresses are kept`,
    ...(survey?.ignoredColumns.length ? [`columns left out: ${survey.ignoredColumns.join(", ")}`] : []),
    ...(counts.kept > 0 ? [`${counts.kept} products were left as they are`] : []),
    ...(isUnchanged ? ["nothing has changed"] : []),
    ...(unindexed > 0 ? [`${unindexed} products are not in search yet: the worker sees to it`] : []),
    ...(canUndo ? [`to undo it: products undo ${id}`] : []),
  ];
}

interface InStore {
  readonly store: string;
}

/** `products import FILE`: a file of products, as a job that another run can go on with. */
export function importFile(file: string, options: InStore & { dryRun?: boolean }): Promise<Answer> {
  return withStore(options.store, async (ctx) =>
    answerOf(ctx, await upload(ctx, file, options.dryRun ?? false)),
  );
}

/** `products resume ID`: goes on with an import, or an undo, whose run has died. */
export function resume(id: string, options: InStore): Promise<Answer> {
  return withStore(options.store, (ctx) => answerOf(ctx, id));
}

/** `products undo ID`: undoes a whole import. */
export function undo(id: string, options: InStore): Promise<Answer> {
  return withStore(options.store, async (ctx) => {
    await undoImport(ctx, { id });
    return answerOf(ctx, id);
  });
}

/** `products cancel ID`: stops an import where it is. */
export function cancel(id: string, options: InStore): Promise<Answer> {
  return withStore(options.store, async (ctx) => {
    await cancelImport(ctx, { id });
    const view = await getImport(ctx, { id });
    return { data: view, lines: linesOf(view) };
  });
}

/** `products imports`: the latest imports of a store. */
export function list(options: InStore): Promise<Answer> {
  return withStore(options.store, async (ctx) => {
    const all = await listImports(ctx);
    const lines = all.map(
      ({ id, createdAt, state, fileName, position, survey }) =>
        `${id}  ${new Date(createdAt).toISOString()}  ${state}  ${position}/${survey?.products ?? "?"}  ${fileName}`,
    );
    return { data: all, lines: lines.length > 0 ? lines : ["no imports"] };
  });
}
