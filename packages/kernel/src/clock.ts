/**
 * Time for the application. Expiries and due times are judged by the database (`app_now()`), which in a
 * test's database adds `offsetMs`; `now()` is for words and pages only. The offset is 0 except where a test moves it.
 */
export interface Clock {
  readonly offsetMs: number;
  now(): Date;
}

/** A clock that a test may move; without an argument, the real one. */
export function createClock(offsetMs = 0): Clock & { advance(ms: number): void } {
  let offset = offsetMs;
  return {
    get offsetMs() {
      return offset;
    },
    now: () => new Date(Date.now() + offset),
    advance(ms: number) {
      offset += ms;
    },
  };
}
