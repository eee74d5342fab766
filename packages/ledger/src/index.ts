export { type LedgerLine, ledgerPairs, ledgerRows, ledgerSource } from "./post.ts";
