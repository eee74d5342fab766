import { foldText } from "../search/fold-text.ts";
import { pinyinOf } from "../search/pinyin.ts";

/** Bytes of a title that lists compare; those that begin alike for longer stand in the order of their ids. */
const compared = 60;
// Before every letter, so that 安 (an) stands before "anchor".
const behindSyllable = "\u0001";

/**
 * What lists by title compare, as hexadecimal digits that stand in one order under any collation: without regard to case, accents
 * and width, Chinese characters by their pinyin, those of one syllable together.
 */
export function titleKey(title: string): string {
  let key = "";
  for (const character of foldText(title)) {
    if (key.length >= compared) break;
    const reading = pinyinOf(character);
    key += reading ? `${reading}${behindSyllable}${character}` : character;
  }
  return Buffer.from(key).subarray(0, compared).toString("hex");
}
