import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { type Id, isId, type StoreId } from "@hutong/kernel";

const purposes = ["pay", "back", "mini-program"] as const;

/** What a ticket lets its holder do: take a step of paying, come back to the shop, pay in a mini program. */
export type TicketPurpose = (typeof purposes)[number];

/** Leave to take one step of one payment attempt, on a host that is not the store's. */
export interface Ticket {
  readonly storeId: StoreId;
  readonly attemptId: Id<"payment-attempt">;
  readonly purpose: TicketPurpose;
  /** Unix seconds. */
  readonly expiresAt: number;
  /** Its own name: what was done with it is kept under this. 18 hexadecimal digits. */
  readonly nonce: string;
}

const bodyBytes = 46;
const macBytes = 18;

function mac(master: Buffer, body: Buffer): Buffer {
  return createHmac("sha256", master).update("ticket ").update(body).digest().subarray(0, macBytes);
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");

function idAt(body: Buffer, start: number): string {
  const hex = body.toString("hex", start, start + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new ticket, for an address: 86 characters, all of it under the platform's code. */
export function signTicket(master: Buffer, given: Omit<Ticket, "nonce">): string {
  const head = Buffer.alloc(5);
  head.writeUInt8(purposes.indexOf(given.purpose), 0);
  head.writeUInt32BE(given.expiresAt, 1);
  const body = Buffer.concat([head, bytesOf(given.storeId), bytesOf(given.attemptId), randomBytes(9)]);
  return Buffer.concat([body, mac(master, body)]).toString("base64url");
}

/** Reads a ticket; null when it is forged. Whether its time is over, and whether it was used, is for the caller. */
export function readTicket(master: Buffer, text: string): Ticket | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== bodyBytes + macBytes || bytes.toString("base64url") !== text) return null;
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(mac(master, body), bytes.subarray(bodyBytes))) return null;
  const purpose = purposes[body.readUInt8(0)];
  const [storeId, attemptId] = [idAt(body, 5), idAt(body, 21)];
  if (!purpose || !isId<"payment-attempt">(attemptId)) return null;
  const expiresAt = body.readUInt32BE(1);
  return { storeId: storeId as StoreId, attemptId, purpose, expiresAt, nonce: body.toString("hex", 37) };
}
