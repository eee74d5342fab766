import { AppError } from "@hutong/kernel";

/** Why a workbook is not read; each code has its sentence, which says what to do. */
export type WorkbookFault =
  | "workbook_broken"
  | "workbook_bomb"
  | "workbook_too_large"
  | "workbook_texts_too_large"
  | "workbook_has_doctype"
  | "workbook_has_no_sheet"
  | "workbook_encrypted"
  | "workbook_legacy"
  | "workbook_binary"
  | "file_is_opendocument"
  | "file_not_csv";

/** Refuses a file that is no workbook that can be read. `why` is for the log. */
export function refuseWorkbook(
  code: WorkbookFault,
  why: string,
  params: Readonly<Record<string, string | number>> = {},
): never {
  throw new AppError("invalid", code, { params, cause: new Error(why) });
}
