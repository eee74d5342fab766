const everyMs = 250;

/** Does what is due four times a second, one after the other, for as long as the process lives. */
export function keepTicking(tick: () => Promise<unknown>): void {
  let isTicking = false;
  setInterval(() => {
    if (isTicking) return;
    isTicking = true;
    tick().finally(() => {
      isTicking = false;
    });
  }, everyMs);
}
