type Params = Readonly<Record<string, string | number>>;
type Sentences = Readonly<Record<"zh-CN" | "en", string>>;

/** What refusals mean, by their stable code; `{name}` is filled from the refusal's parameters. */
const sentences: Readonly<Record<string, Sentences>> = {
  store_not_found: { "zh-CN": "没有叫 {handle} 的店铺。", en: "There is no store {handle}." },
};

/** The sentence of a code in a language; the code itself where nobody wrote one. */
export function sentenceOf(code: string, params: Params, locale: "zh-CN" | "en"): string {
  const sentence = sentences[code]?.[locale] ?? code.replaceAll("_", " ");
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}
