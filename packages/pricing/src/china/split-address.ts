import { headOf, placeOf } from "./find-place.ts";
import type { CityIndex, ProvinceAreas } from "./terms.ts";

/** What a pasted line says; what it does not say is empty. */
export interface SplitAddress {
  readonly name: string;
  /** Eleven digits. */
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly line1: string;
}

type Key = "name" | "phone" | "region" | "line" | "postcode";

const labels: readonly (readonly [Key, string])[] = [
  ["name", "收货人姓名|收件人姓名|收货人|收件人|联系人|姓名|名字"],
  ["phone", "手机号码|手机号|手机|联系电话|联系方式|电话号码|电话"],
  ["region", "所在地区|所在区域|省市区|地区"],
  ["line", "详细地址|收货地址|收件地址|街道地址|地址"],
  ["postcode", "邮政编码|邮编"],
];
// Old Safari knows no lookbehind: what stands before is taken along.
const label = new RegExp(
  `(?:^|[\\s,，;；。|、])(?:${labels.map(([key, words]) => `(?<${key}>${words})`).join("|")})\\s*[:：]\\s*`,
  "gu",
);
// Mobile numbers of the mainland, 11 digits from 13 to 19; a shop's private number has an extension that the courier dials.
const mobile =
  /(^|\D)(?:(?:\+|00)?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)(?:\s?(?:-|转)\s?(\d{2,6})(?!\d))?/u;
const mark = "\u0001";
const isName =
  /^(?:\p{Script=Han}{2,5}|\p{Script=Han}{1,12}(?:·\p{Script=Han}{1,12})+|[\p{Script=Latin}.'’-]{2,30})(?:先生|女士|小姐)?$/u;
const isOfAddress = /[省市区县旗镇乡村街路道号楼室栋幢层座弄巷苑园厦城店院组队]$/u;

const isJoinedClosely = (left: string, right: string) =>
  /[\p{Script=Han}，、（(]$/u.test(left) || /^[\p{Script=Han}，、）)]/u.test(right);

function join(words: readonly string[]): string {
  return words.reduce(
    (text, word) => (text === "" || isJoinedClosely(text, word) ? text + word : `${text} ${word}`),
    "",
  );
}

interface Pieces {
  readonly said: Partial<Record<Key, string>>;
  /** Words without a label, in their order; `mark` is where the phone number was. */
  readonly words: readonly string[];
}

function piecesOf(text: string): Pieces {
  const said: Partial<Record<Key, string>> = {};
  const words: string[] = [];
  const found = [...text.matchAll(label)];
  const split = (part: string) => part.split(/[\s,，;；|]+/u).filter(Boolean);
  words.push(...split(text.slice(0, found[0]?.index ?? text.length)));
  found.forEach((match, at) => {
    const key = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)![0] as Key;
    const value = text.slice(match.index + match[0].length, found[at + 1]?.index ?? text.length);
    if (key === "phone") words.push(...split(value));
    else if (key === "name") {
      // One word, or what stands on its line; more than a name goes on as what has no label.
      const [line = "", ...others] = value.trim().split(/[\n,，;；|]|\s{2,}/u);
      const [first = "", ...rest] = isName.test(line.trim()) ? [line.trim()] : line.trim().split(/\s+/u);
      said.name = first.replaceAll(mark, "");
      words.push(...rest, ...split(others.join("\n")));
    } else
      said[key] = join([...(said[key] ? [said[key]] : []), ...split(value).filter((word) => word !== mark)]);
  });
  return { said, words };
}

// The word beside the number, or the first or last one, that looks like a person.
function nameAmong(words: readonly string[], from: number): number {
  const looks = (at: number) => {
    const word = words[at];
    return word !== undefined && word !== mark && isName.test(word) && !isOfAddress.test(word);
  };
  const phone = words.indexOf(mark);
  const beside = phone < 0 ? [] : [phone - 1, phone + 1];
  return (
    [...beside.filter((at) => at < from), 0, ...beside, words.length - 1].find(
      (at) => at !== from && looks(at),
    ) ?? -1
  );
}

/** A line as messages and other shops have it, before its place is looked for. */
export interface Line {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** Takes a pasted text apart: who, the mobile number, and the address as one text that begins with its province or city. */
export function readLine(pasted: string, index: CityIndex): Line {
  const text = pasted.normalize("NFKC").replace(/[【】[\]"“”]/gu, " ");
  const found = mobile.exec(text);
  const phone = found ? `${found[2]}${found[3]}${found[4]}` : "";
  const extension = found?.[5] ? `[${found[5]}]` : "";
  const { said, words } = piecesOf(found ? text.replace(found[0], `${found[1]} ${mark} `) : text);
  const isPlace = (word: string) => headOf(word, index) !== null;
  const labelled = join([said.region ?? "", said.line ?? ""].filter(Boolean));
  let from = labelled ? words.length : words.findIndex((word) => word !== mark && isPlace(word));
  let name = said.name ?? "";
  const rest = [...words];
  if (from < 0) {
    // "张三浙江省杭州市…": a name in front of the place, with nothing between.
    const glued = rest.findIndex((word) => /^[\p{Script=Han}]{2,4}?(?=.{2,8}(?:省|市|自治区))/u.test(word));
    for (let length = 2; glued >= 0 && from < 0 && length <= 4; length += 1) {
      const word = rest[glued]!;
      if (!isPlace(word.slice(length))) continue;
      rest.splice(glued, 1, word.slice(0, length), word.slice(length));
      from = glued + 1;
    }
  }
  if (name === "" && (phone !== "" || from >= 0)) {
    const at = nameAmong(rest, from);
    if (at >= 0) {
      name = rest[at]!;
      rest.splice(at, 1);
      if (at < from) from -= 1;
    }
  }
  const isCode = (word: string) => /^\d{6}$/.test(word);
  const address =
    labelled || join(rest.slice(Math.max(0, from)).filter((word) => word !== mark && !isCode(word)));
  return { name: name ? `${name}${extension}` : "", phone, address };
}

/**
 * Splits a pasted line ("收货人: 张三 138... 浙江省杭州市西湖区文三路 1 号") into who, number and place. What it cannot tell stays in
 * `line1`, so that nothing that was pasted is lost.
 * @param index cities by province, of all China
 * @param areasOf the areas of one province: the only ones that are fetched
 */
export async function splitAddress(
  pasted: string,
  index: CityIndex,
  areasOf: (province: string) => Promise<ProvinceAreas>,
): Promise<SplitAddress> {
  const { name, phone, address } = readLine(pasted, index);
  const head = headOf(address, index);
  const place = head
    ? placeOf(head, await areasOf(head.province))
    : { province: "", city: "", district: "", line1: address };
  return { name, phone, ...place };
}
