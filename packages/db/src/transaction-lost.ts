/** A transaction was cut off by a lost connection or ended as ROLLBACK; nothing of it was kept, or nobody knows. */
export class TransactionLost extends Error {
  constructor(why: string) {
    super(`transaction lost: ${why}`);
    this.name = "TransactionLost";
  }
}
