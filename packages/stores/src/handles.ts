/** Names that look like the platform's own; no store may take one. */
const reserved = new Set(
  `about abuse access account accounts ads admin administrator api app apps assets auth autoconfig autodiscover
  billing blog bot broadcasthost cache calendar cdn chat checkout cname cloud community config console contact
  css dashboard data db demo-store dev developer developers dns docs domain domains download email example
  feedback files forum ftp git graphql healthz help home host hosting hutong imap images img internal invoice
  isatap it js jobs legal live local localhost login logout mail mailbox mail1 mail2 manage marketing media
  members metrics mobile mx my network new news newsletter noc noreply ns ns1 ns2 ns3 ns4 official oauth
  office owner partner partners pay payment payments phpmyadmin platform pop pop3 portal postmaster press
  preview pricing privacy proxy public readyz register root sales sandbox search secure security server
  service shop shops sign-in sign-out sign-up signin signup sitemap smtp ssl staff stage staging static stats
  status store stores support system team terms test testing tls tools trial upload uploads usenet user users
  uucp vpn web webdisk webhook webhooks webmail wiki wpad www www1 www2 www3 xmlrpc`
    .trim()
    .split(/\s+/),
);

// A DNS label: what stands before ".localhost" or the platform's domain. "xn--" would claim to be another alphabet.
const label = /^(?!xn--)[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/;

/** Whether a store's handle has 3 to 40 of a–z, 0–9 and inner dashes. */
export function isStoreHandle(handle: string): boolean {
  return label.test(handle);
}

/** Whether a handle is kept for the platform itself. */
export function isReservedHandle(handle: string): boolean {
  return reserved.has(handle);
}
