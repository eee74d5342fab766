import type { LocalizedText } from "@hutong/kernel";

/** Seconds for which an action works; without it, as long as the attempt. A new `start` gives a fresh one. */
interface Lasting {
  readonly validForSeconds?: number;
}

/** The browser goes to a page of the provider's, and says which page it comes from (no `noreferrer`). */
export interface Redirect extends Lasting {
  readonly kind: "redirect";
  readonly url: string;
  /** The page that leads there is to stand on a host registered with the provider: the pay host. */
  readonly isByPayHost?: boolean;
}

/** A second screen shows `text` as a QR code; never the screen of the phone that is to scan it. */
export interface QrCode extends Lasting {
  readonly kind: "qr-code";
  readonly text: string;
  /** A page on which a simulated phone scans it; only from a provider that is played by a simulator. */
  readonly demoPhoneUrl?: string;
}

/** The page hands `parameters`, all of them texts, to a bridge that the customer's app provides. */
export interface ClientConfirm extends Lasting {
  readonly kind: "client-confirm";
  readonly bridge: "wechat-jsapi" | "wechat-mini-program";
  readonly parameters: Readonly<Record<string, string>>;
}

/** The provider must know the customer first: find their openid for `appId`, then `start` again with it. */
export interface Identify extends Lasting {
  readonly kind: "identify";
  readonly by: "wechat-web" | "wechat-mini-program";
  readonly appId: string;
  /** Whether the account can find the openid, by `identifyAt` and `readIdentity`, on the pay host. */
  readonly canIdentify?: boolean;
}

/** The app that the customer's page is open in does not let them pay: they go on in a browser, by a new attempt. */
export interface OpenInBrowser extends Lasting {
  readonly kind: "open-in-browser";
}

/**
 * A script of the provider's draws the payment inside our page; `island` names ours that knows how. Who cannot run it
 * goes on by a new attempt with `AttemptToPay.isHosted`.
 */
export interface Embedded extends Lasting {
  readonly kind: "embedded";
  readonly island: string;
  /** Address of the provider's own script. */
  readonly script: string;
  /** Sources of a Content-Security-Policy that this page alone needs, beyond our own. */
  readonly allow: Readonly<Record<"script" | "frame" | "connect", readonly string[]>>;
  /** For the island; nothing that may not be public. */
  readonly parameters: Readonly<Record<string, string>>;
  /** This customer's: given by each `start`, kept nowhere, and told to the holder of the checkout's reference only. */
  readonly secret?: string;
  /** What became of the customer's last try, where it failed and another may be made; kept nowhere either. */
  readonly problem?: LocalizedText;
}

/** A code to be scanned, and where a simulator is the provider (its origin), a phone that scans it at its `/phone`. */
export function qrCode(text: string, validForSeconds: number, simulator: string | undefined): QrCode {
  const code = { kind: "qr-code", text, validForSeconds } as const;
  return simulator ? { ...code, demoPhoneUrl: `${simulator}/phone?code=${encodeURIComponent(text)}` } : code;
}

/** What the customer has to do next. */
export type Action = Redirect | QrCode | ClientConfirm | Identify | OpenInBrowser | Embedded;
