export { type LedgerLine, ledgerRows, ledgerSource } from "./post.ts";
