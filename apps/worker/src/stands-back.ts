import { farBack, standBack } from "@hutong/db";

/** How far the worker stands back while it is at no work that takes long; a nice value. */
export const asItIs = 5;

/** Long work of a process that also does short: while any of it is under way, the whole process leaves the processors to others. */
export class StandsBack {
  #underWay = 0;
  #changes = Promise.resolve();

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    if (this.#underWay === 1) this.#change();
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#change();
    }
  }

  #change(): void {
    this.#changes = this.#changes.then(() => standBack(process.pid, this.#underWay > 0 ? farBack : asItIs));
  }
}
