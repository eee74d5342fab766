declare const brand: unique symbol;
/** A UUIDv7 that names one kind of thing: a `Id<"product">` is not accepted where an `Id<"order">` is asked. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };
export type StoreId = Id<"store">;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, then random. Its order is a convenience, never relied on. */
export function newId<Kind extends string>(): Id<Kind> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let hex = "";
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>;
}

/** Whether a text is a UUID in lower case; whoever reads an address or a form asks this first. */
export function isId<Kind extends string>(text: unknown): text is Id<Kind> {
  return typeof text === "string" && pattern.test(text);
}

let counter = crypto.getRandomValues(new Uint16Array(1))[0]! & 0xfff;
/**
 * A number below 2^53 for the public API: milliseconds since 2020 (41 bits), then a 12-bit counter that starts
 * at random in each process. Unique within a store by the database's key; a clash is tried again by whoever inserts.
 */
export function newPublicId(): number {
  counter = (counter + 1) & 0xfff;
  return (Date.now() - 1_577_836_800_000) * 4096 + counter;
}
