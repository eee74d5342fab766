import { type LocalizedText, localized } from "@hutong/kernel";
import type { z } from "zod";
import type { PaymentProvider } from "./contract.ts";

type Issue = z.core.$ZodIssue;

const missing: LocalizedText = { "zh-CN": "请填写这一项。", en: "Please fill this in." };

/** What is said of faults that a provider has no words of its own for, by the issue's code. */
function plainWords(issue: Issue): LocalizedText {
  switch (issue.code) {
    case "invalid_type":
      return missing;
    case "too_small":
      return issue.minimum === 1
        ? missing
        : { "zh-CN": `至少 ${issue.minimum} 个字符。`, en: `At least ${issue.minimum} characters.` };
    case "too_big":
      return { "zh-CN": `最多 ${issue.maximum} 个字符。`, en: `At most ${issue.maximum} characters.` };
    case "invalid_value":
      return { "zh-CN": "请从列表里选一个。", en: "Choose one from the list." };
    case "unrecognized_keys":
      return {
        "zh-CN": "多了不认识的一项，请刷新页面再试。",
        en: "Something unknown came along. Reload the page and try again.",
      };
    default:
      return { "zh-CN": "写法不对，请再看看。", en: "This is not written right. Please look again." };
  }
}

/** What a merchant reads about one fault in an account's credentials: the provider's own words, else plain ones. */
export function credentialFaultText(
  provider: Pick<PaymentProvider, "credentialFaults">,
  issue: Issue,
  locale: string,
): string {
  return localized(provider.credentialFaults?.[issue.message] ?? plainWords(issue), locale);
}
