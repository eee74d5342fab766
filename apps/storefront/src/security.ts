const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
} as const;

function policy(rules: Readonly<Record<string, string>>): string {
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Headers of shop pages: our own scripts, styles and pictures only, nothing inline, in nobody's frame. */
export const shopHeaders = {
  ...common,
  // Browsers that know it fetch a kept page while the finger is still on its link.
  "speculation-rules": '"/art/speculation.json"',
  "content-security-policy": policy({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: https:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
  }),
} as const;

/**
 * Headers of cart, checkout and order pages: pictures from here only, and a form that may end at a payment
 * provider's page, as browsers apply `form-action` to where a form's answer sends them too. A provider's page is told
 * the shop's origin, as WeChat Pay's H5 page asks for; never the path, which is a customer's own.
 */
export function checkoutHeaders(protocol: "http" | "https"): Readonly<Record<string, string>> {
  return {
    ...common,
    "referrer-policy": "strict-origin-when-cross-origin",
    "cache-control": "no-store",
    "content-security-policy": policy(checkoutRules(protocol)),
  };
}

const checkoutRules = (protocol: "http" | "https") => ({
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self'",
  "connect-src": "'self'",
  "form-action":
    protocol === "https" ? "'self' https:" : "'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri": "'none'",
  "frame-ancestors": "'none'",
});

/** Sources that a provider's script needs on the page that it draws a payment in. */
export type Allowed = Readonly<Record<"script" | "frame" | "connect", readonly string[]>>;

// An origin, perhaps with a star for its subdomains: nothing that could end a directive.
const isSource = (text: string) => /^https?:\/\/[\w*.-]+(?::\d+)?$/.test(text);

/**
 * Headers of the one page that a provider's script draws a payment in: what that script needs beyond ours, and nothing
 * else. Wallets open windows of their own, and ask the browser for payment from inside their frames.
 */
export function embeddedHeaders(
  protocol: "http" | "https",
  allowed: Allowed,
): Readonly<Record<string, string>> {
  const [script, frame, connect] = [allowed.script, allowed.frame, allowed.connect].map((sources) =>
    sources.filter(isSource),
  ) as [string[], string[], string[]];
  const quoted = frame.map((source) => ` "${source}"`).join("");
  return {
    ...checkoutHeaders(protocol),
    "permissions-policy": common["permissions-policy"].replace("payment=()", `payment=(self${quoted})`),
    "cross-origin-opener-policy": "same-origin-allow-popups",
    "content-security-policy": policy({
      ...checkoutRules(protocol),
      "script-src": ["'self'", ...script].join(" "),
      "frame-src": frame.join(" ") || "'none'",
      "connect-src": ["'self'", ...connect].join(" "),
    }),
  };
}

/** Headers of merchants' files: shown as pictures, inert when opened by themselves. */
export const fileHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cache-control": "public, max-age=31536000, immutable",
} as const;

/** Headers of files that were bought: saved and never shown, and kept by nobody on the way. */
export const downloadHeaders = {
  "x-content-type-options": "nosniff",
  "content-type": "application/octet-stream",
  "content-security-policy": "default-src 'none'; sandbox",
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "accept-ranges": "bytes",
} as const;

/**
 * Whether a posted form comes from a page of this host. Browsers say where a request comes from; whoever says
 * nothing is no browser, and carries no cookie of somebody else.
 */
export function isOwnForm(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const from = headers.get("origin");
  return from === null || from === origin;
}
