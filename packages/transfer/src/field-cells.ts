import { type FieldType, partsOf } from "@hutong/metafields/schemas";

/** Types whose cells are plain numbers, which no spreadsheet runs. */
export const isNumber = (type: FieldType) => type === "number_integer" || type === "number_decimal";

/**
 * A value as a cell: as it is kept, a list as Shopify's exports have it, its texts separated by "; ". A list that would not be read
 * back so is JSON.
 */
export function cellOf(type: FieldType, value: string): string {
  if (!partsOf(type).isList) return value;
  const texts = (JSON.parse(value) as readonly (string | number)[]).map(String);
  const cell = texts.join("; ");
  const read = itemsIn(cell);
  return read.length === texts.length && read.every((item, at) => item === texts[at]) ? cell : value;
}

/** What a cell says, still to be judged; null for one in which nothing is. Texts keep the spaces around them. */
export function valueIn(type: FieldType, cell: string): string | null {
  const text = cell.trim();
  if (text === "") return null;
  const { single, isList } = partsOf(type);
  if (isList) return JSON.stringify(itemsIn(text));
  // Spreadsheets make TRUE of it.
  return single === "boolean" ? text.toLowerCase() : cell;
}

function itemsIn(text: string): readonly unknown[] {
  if (text.startsWith("[")) {
    try {
      const items: unknown = JSON.parse(text);
      if (Array.isArray(items)) return items;
    } catch {
      // A text that begins with a bracket.
    }
  }
  return text
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
