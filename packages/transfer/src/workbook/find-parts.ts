import type { Source } from "../decode.ts";
import { readPart } from "./read-part.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import { attributeOf, type XmlHandler } from "./xml-reader.ts";
import type { ZipEntry } from "./zip-directory.ts";

type Directory = ReadonlyMap<string, ZipEntry>;

/** The parts of a workbook that its first visible sheet is read from. */
export interface WorkbookParts {
  readonly sheet: ZipEntry;
  readonly strings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
  readonly is1904: boolean;
}

interface Relation {
  readonly id: string;
  /** The last word of its type: "worksheet"; the rest differs between the two editions of ECMA-376. */
  readonly type: string;
  readonly target: string;
}

const mostParts = 10_000;

/** The parts that a part refers to (ECMA-376-2, 6.5). */
async function relationsOf(source: Source, directory: Directory, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const entry = directory.get(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const relations: Relation[] = [];
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name !== "Relationship" || attributeOf(attributes, "TargetMode") === "External") return;
      if (relations.length >= mostParts) refuseWorkbook("workbook_too_large", "too many parts");
      const target = attributeOf(attributes, "Target") ?? "";
      relations.push({
        id: attributeOf(attributes, "Id") ?? "",
        type: (attributeOf(attributes, "Type") ?? "").split("/").at(-1)!,
        target: new URL(target, `part:///${folder}`).pathname.slice(1).toLowerCase(),
      });
    },
    text() {},
    close() {},
  };
  if (entry) await readPart(source, entry, handler);
  return relations;
}

async function mainPart(source: Source, directory: Directory): Promise<string> {
  if (directory.has("xl/workbook.bin")) return refuseWorkbook("workbook_binary", "XLSB");
  if (directory.get("content.xml") && directory.has("mimetype"))
    return refuseWorkbook("file_is_opendocument", "OpenDocument");
  const [main] = (await relationsOf(source, directory, "")).filter(({ type }) => type === "officeDocument");
  const name = main?.target ?? "xl/workbook.xml";
  if (!directory.has(name)) return refuseWorkbook("file_not_csv", "a ZIP without a workbook");
  return name;
}

/** Finds the first visible sheet of a workbook and what it needs. Throws `WorkbookFault`s. */
export async function findParts(source: Source, directory: Directory): Promise<WorkbookParts> {
  const main = await mainPart(source, directory);
  const relations = await relationsOf(source, directory, main);
  const byType = (type: string) => relations.find((one) => one.type === type)?.target ?? "";
  const targets = new Map(relations.map(({ id, type, target }) => [id, type === "worksheet" ? target : ""]));
  const sheets: { readonly entry: ZipEntry; readonly isHidden: boolean }[] = [];
  let is1904 = false;
  let isWorkbook = false;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === "workbook") isWorkbook = true;
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attributeOf(attributes, "date1904") ?? "");
      if (name !== "sheet" || sheets.length >= mostParts) return;
      const [, id = ""] = /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes) ?? [];
      const entry = directory.get(targets.get(id) ?? "");
      if (entry) sheets.push({ entry, isHidden: /hidden/i.test(attributeOf(attributes, "state") ?? "") });
    },
    text() {},
    close() {},
  };
  await readPart(source, directory.get(main)!, handler);
  if (!isWorkbook) return refuseWorkbook("file_not_csv", "a document that is no workbook");
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (!first) return refuseWorkbook("workbook_has_no_sheet", "no worksheet");
  return {
    sheet: first.entry,
    strings: directory.get(byType("sharedStrings")),
    styles: directory.get(byType("styles")),
    is1904,
  };
}
