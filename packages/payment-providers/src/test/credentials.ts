import { z } from "zod";

export const TestCredentials = z.strictObject({
  /** Signs what goes between us and the pretend bank. */
  secret: z.string().min(16),
  /** "page": the customer chooses on a page of ours; "at-once": paid without a page, for proofs and measurements. */
  answer: z.enum(["page", "at-once"]).default("page"),
});
export type TestCredentials = z.infer<typeof TestCredentials>;
