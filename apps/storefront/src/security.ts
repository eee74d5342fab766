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
    "content-security-policy": policy({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "img-src": "'self'",
      "connect-src": "'self'",
      "form-action":
        protocol === "https" ? "'self' https:" : "'self' https: http://localhost:* http://127.0.0.1:*",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
    }),
  };
}

/** Headers of merchants' files: shown as pictures, inert when opened by themselves. */
export const fileHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cache-control": "public, max-age=31536000, immutable",
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
