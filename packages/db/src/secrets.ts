import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { type Id, isId, type StoreId } from "@hutong/kernel";

const VERSION = 1;

function seal(key: Buffer, plain: Buffer, bound: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function unseal(key: Buffer, text: string, bound: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes[0] !== VERSION) throw new Error("unknown version of a sealed text");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13)).setAAD(Buffer.from(bound));
  decipher.setAuthTag(bytes.subarray(13, 29));
  return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]);
}

/** Names a master key without giving it away; stands beside what it wrapped, so that keys can be rotated. */
export function masterKeyId(master: Buffer): string {
  return createHash("sha256").update("hutong master key id").update(master).digest("hex").slice(0, 16);
}

/** A new data key for a store, wrapped by the master key and bound to the store. */
export function newStoreKey(master: Buffer, storeId: StoreId): { wrapped: string; masterKeyId: string } {
  return { wrapped: seal(master, randomBytes(32), `store-key ${storeId}`), masterKeyId: masterKeyId(master) };
}

/** Opens a store's data key; throws when it was wrapped for another store or by another master key. */
export function openStoreKey(master: Buffer, storeId: StoreId, wrapped: string): Buffer {
  return unseal(master, wrapped, `store-key ${storeId}`);
}

/** Encrypts a value for one field of one store (AES-256-GCM): moved elsewhere, it does not open. */
export function encryptField(storeKey: Buffer, storeId: StoreId, field: string, value: unknown): string {
  return seal(storeKey, Buffer.from(JSON.stringify(value)), `${storeId} ${field}`);
}

/** Opens what `encryptField` made for the same store and field. */
export function decryptField(storeKey: Buffer, storeId: StoreId, field: string, text: string): unknown {
  return JSON.parse(unseal(storeKey, text, `${storeId} ${field}`).toString());
}

/** Seals a secret of the platform's own with the master key, bound to its name. */
export function sealForPlatform(master: Buffer, name: string, value: unknown): string {
  return seal(master, Buffer.from(JSON.stringify(value)), `platform ${name}`);
}

/** Opens what `sealForPlatform` made under the same name. */
export function openForPlatform(master: Buffer, name: string, text: string): unknown {
  return JSON.parse(unseal(master, text, `platform ${name}`).toString());
}

/** Tells two values of one field of one store apart without keeping them: 128 bits of HMAC under the store's key. */
export function fingerprint(storeKey: Buffer, storeId: StoreId, field: string, value: string): string {
  const text = `fingerprint ${storeId} ${field} ${value}`;
  return createHmac("sha256", storeKey).update(text).digest().subarray(0, 16).toString("base64url");
}

/** What a link may refer to without a sign-in. */
export type ReferenceKind = "cart" | "checkout" | "order" | "recovery" | "letter-stop";

const signers = new WeakMap<Buffer, { key: KeyObject; known: Map<string, string> }>();
const mostMacs = 10_000;

function signerOf(master: Buffer) {
  let signer = signers.get(master);
  if (!signer) {
    signer = { key: createSecretKey(master), known: new Map() };
    signers.set(master, signer);
  }
  return signer;
}

// Each request of a checkout asks for the same few; drawing one anew costs more than the statement it guards.
function mac(master: Buffer, storeId: StoreId, kind: ReferenceKind, id: string): string {
  const { key, known } = signerOf(master);
  const name = `reference ${storeId} ${kind} ${id}`;
  let code = known.get(name);
  if (code === undefined) {
    code = createHmac("sha256", key).update(name).digest().subarray(0, 18).toString("base64url");
    if (known.size >= mostMacs) known.clear();
    known.set(name, code);
  }
  return code;
}

/** An unguessable reference for addresses and cookies: the id and a code that only this store's platform can make. */
export function signReference(master: Buffer, storeId: StoreId, kind: ReferenceKind, id: string): string {
  return `${id.replaceAll("-", "")}${mac(master, storeId, kind, id)}`;
}

/** Reads a signed reference; null when it is forged, of another store or of another kind. */
export function openReference<Kind extends ReferenceKind>(
  master: Buffer,
  storeId: StoreId,
  kind: Kind,
  text: string,
): Id<Kind> | null {
  const hex = text.slice(0, 32);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  if (text.length !== 56 || !isId<Kind>(id)) return null;
  const given = Buffer.from(text.slice(32));
  const right = Buffer.from(mac(master, storeId, kind, id));
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}
