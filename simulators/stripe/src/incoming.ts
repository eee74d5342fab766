import type { Reply as AnyReply } from "@hutong/simulator";

export type { Incoming } from "@hutong/simulator";

/** An answer, which Stripe gives in text. */
export interface Reply extends AnyReply {
  readonly body: string;
}
