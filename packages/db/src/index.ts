export { type Actor, guest, holds, type Permission, type Role, system } from "./actor.ts";
export { type Cell, type CellOptions, openCell, type Usage } from "./cell.ts";
export { farBack, standBack } from "./client/stand-back.ts";
export { appUrl, cellOptions, dataDir, directUrl, firstPort, masterKey } from "./env.ts";
export type { NewEvent } from "./finish.ts";
export { idempotencyHours, idempotent, sweepIdempotencyKeys } from "./idempotency.ts";
export { authorize, type Verb, verbs } from "./permissions.ts";
export { burstPlatform, type PlatformTransaction, readPlatform, writePlatform } from "./platform.ts";
export { asked, type Reading, reading, readTogether } from "./reading.ts";
export {
  decryptField,
  encryptField,
  fingerprint,
  masterKeyId,
  newStoreKey,
  openForPlatform,
  openReference,
  openStoreKey,
  type ReferenceKind,
  sealForPlatform,
  signReference,
} from "./secrets.ts";
export { arrayset, columnset, fragment, list, nothing, rowset, type Statement, sql } from "./sql.ts";
export { type LaterRows, type Opening, openStore, StoreContext, WriteContext } from "./store-context.ts";
export { readTicket, signTicket, type Ticket, type TicketPurpose } from "./tickets.ts";
export { isDatabaseError } from "./transaction.ts";
export { TransactionLost } from "./transaction-lost.ts";
