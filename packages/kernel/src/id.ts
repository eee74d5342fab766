declare const brand: unique symbol;
/** A UUIDv7 that names one kind of thing: a `Id<"product">` is not accepted where an `Id<"order">` is asked. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };
export type StoreId = Id<"store">;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let lastTime = 0;
let lastPrefix = "";

// Many are made in the same millisecond.
function prefixAt(time: number): string {
  if (time !== lastTime) {
    const digits = time.toString(16).padStart(12, "0");
    [lastTime, lastPrefix] = [time, `${digits.slice(0, 8)}-${digits.slice(8)}-7`];
  }
  return lastPrefix;
}

/** Makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, then random. Its order is a convenience, never relied on. */
export function newId<Kind extends string>(): Id<Kind> {
  // A version 4 UUID's random part; the runtime draws randomness for many of them at once.
  return (prefixAt(Date.now()) + crypto.randomUUID().slice(15)) as Id<Kind>;
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
