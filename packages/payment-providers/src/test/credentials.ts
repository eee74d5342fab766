import { z } from "zod";
import type { CredentialField } from "../contract.ts";

export const TestCredentials = z.strictObject({
  /** Signs what goes between us and the pretend bank. */
  secret: z.string().min(16),
  /** "page": the customer chooses on a page of ours; "at-once": paid without a page, for proofs and measurements. */
  answer: z.enum(["page", "at-once"]).default("page"),
});
export type TestCredentials = z.infer<typeof TestCredentials>;

export const credentialFields = {
  secret: {
    label: { "zh-CN": "签名密钥", en: "Signing secret" },
    help: { "zh-CN": "至少 16 个字符，随便写。", en: "At least 16 characters, of your choosing." },
    isSecret: true,
  },
  answer: {
    label: { "zh-CN": "怎样回答", en: "How it answers" },
    choices: {
      page: { "zh-CN": "打开测试银行的页面，由您选结果", en: "On the test bank's page, where you choose" },
      "at-once": { "zh-CN": "不开页面，立即付好", en: "Paid at once, without a page" },
    },
  },
} satisfies Record<string, CredentialField>;
