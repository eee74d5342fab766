export { type LedgerLine, type LedgerRow, ledgerPairs, ledgerRows, ledgerSource } from "./post.ts";
