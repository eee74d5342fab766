import type { ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import { join } from "node:path";
import { AppError } from "@hutong/kernel";
import {
  type Cleaned,
  type MakerAnswer,
  type MakerJob,
  outOfMemory,
  type PictureFormat,
} from "./maker-messages.ts";

const hardLimitMs = 30_000;
const idleMs = 30_000;
// Whoever buys goes first: pictures are made with what is left of the machine.
const niceness = 15;

// Asked for at run time: a bundler that sees `fork` wants to bundle what it starts, and breaks off when it cannot.
const { fork } = process.getBuiltinModule("node:child_process");
const { createRequire } = process.getBuiltinModule("node:module");

// Bundlers put this file elsewhere; the package itself stays where it can be found by its name.
function entry(): string {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return createRequire(from).resolve("@hutong/files/maker");
    } catch {}
  }
  throw new Error("the maker of pictures is not there");
}

/** Reads a picture when its turn has come, so that those that wait take no memory. */
type ReadBytes = () => Promise<Uint8Array>;
type Job = (id: number, bytes: Uint8Array) => MakerJob;

interface Waiting {
  readonly read: ReadBytes;
  readonly job: Job;
  readonly resolve: (made: never) => void;
  readonly reject: (error: Error) => void;
  /** Whether a process has died of it, or with it. */
  hasFailed: boolean;
}

/**
 * Makes pictures in a process of its own, one at a time, with a low priority; each store's wait behind one another, and
 * stores take turns. The process is started when it is needed and ended when it is not, or hangs.
 */
class PictureMaker {
  readonly #queues = new Map<string, Waiting[]>();
  #child: ChildProcess | null = null;
  #current: {
    id: number;
    one: Waiting;
    store: string;
    child: ChildProcess;
    timer: NodeJS.Timeout;
  } | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  /** How many pictures of a store wait. */
  waiting(store: string): number {
    return this.#queues.get(store)?.length ?? 0;
  }

  /** How many pictures of all stores wait. */
  get waitingInAll(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** The process that is at work, for those who measure it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  run<Made>(store: string, read: ReadBytes, job: Job): Promise<Made> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(store) ?? [];
      queue.push({ read, job, resolve, reject, hasFailed: false });
      this.#queues.set(store, queue);
      this.#next();
    });
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#idle);
    const [first] = this.#queues;
    if (!first) {
      this.#idle = setTimeout(() => this.#end(), idleMs).unref();
      return;
    }
    const [store, queue] = first;
    const one = queue.shift()!;
    // Its store stands at the end again.
    this.#queues.delete(store);
    if (queue.length > 0) this.#queues.set(store, queue);
    this.#child ??= this.#start();
    const child = this.#child;
    this.#last += 1;
    const id = this.#last;
    const timer = setTimeout(() => {
      this.#end();
      this.#settle(id, { id, failure: { code: "picture_too_slow", params: {} } });
    }, hardLimitMs);
    this.#current = { id, one, store, child, timer };
    child.ref();
    child.channel?.ref();
    one.read().then(
      (bytes) => {
        // It may be over already: another process's, or too slow.
        if (this.#current?.id === id && child.connected) child.send(one.job(id, bytes));
      },
      () => this.#settle(id, { id, failure: { code: "picture_damaged", params: {} } }),
    );
  }

  #settle(id: number, answer: MakerAnswer): void {
    if (this.#current?.id !== id) return;
    const { one, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    // Nobody's end waits for a maker that has nothing to do.
    this.#child?.unref();
    this.#child?.channel?.unref();
    if ("made" in answer) one.resolve(answer.made as never);
    else one.reject(new AppError("invalid", answer.failure.code, { params: { ...answer.failure.params } }));
    this.#next();
  }

  // A process may have been killed for another reason than its picture: that is found out by a second one.
  #again(): boolean {
    const { one, store, timer } = this.#current!;
    if (one.hasFailed) return false;
    one.hasFailed = true;
    clearTimeout(timer);
    this.#current = null;
    this.#queues.set(store, [one, ...(this.#queues.get(store) ?? [])]);
    this.#next();
    return true;
  }

  #start(): ChildProcess {
    const child = fork(entry(), {
      serialization: "advanced",
      execArgv: [],
      // No secret of ours is in reach of a decoder that somebody found a hole in.
      env: { MALLOC_ARENA_MAX: "2", VIPS_CONCURRENCY: "1" } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    if (child.pid) setPriority(child.pid, niceness);
    child.on("message", (answer: MakerAnswer) => this.#settle(answer.id, answer));
    child.on("error", () => {});
    child.on("exit", (exitCode) => {
      if (this.#child === child) this.#child = null;
      if (this.#current?.child !== child) return;
      if (exitCode !== outOfMemory && this.#again()) return;
      const code = exitCode === outOfMemory ? "picture_bomb" : "picture_damaged";
      this.#settle(this.#current.id, { id: this.#current.id, failure: { code, params: {} } });
    });
    return child;
  }

  #end(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill("SIGKILL");
  }
}

export const pictureMaker = new PictureMaker();

/** Decodes and encodes anew what somebody sent; throws what `cleanPicture` refuses, as `AppError`. */
export function clean(store: string, bytes: Uint8Array, kind: string): Promise<Cleaned> {
  return pictureMaker.run(
    store,
    async () => bytes,
    (id) => ({ id, do: "clean", bytes, kind }),
  );
}

/** A kept picture at a width. */
export function size(
  store: string,
  read: ReadBytes,
  width: number,
  format: PictureFormat,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  return pictureMaker.run(store, read, (id, bytes) => ({ id, do: "size", bytes, width, format }));
}
