import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isStale, lock, processStart, tryLock } from "./lock.mjs";

const holder = { pid: 41, start: "boot:7", host: "here", since: "2026-01-01T00:00:00.000Z" };
const system = (start) => ({ host: "here", startOf: () => start });

describe("isStale", () => {
  test.each([
    ["its process runs", holder, 999_999, "boot:7", false],
    ["its process is gone", holder, 0, null, true],
    ["its pid belongs to a later process", holder, 0, "boot:9", true],
    ["another host, touched lately", { ...holder, host: "there" }, 4_000, null, false],
    ["another host, silent", { ...holder, host: "there" }, 31_000, "boot:7", true],
    ["unreadable and new", null, 10, null, false],
    ["unreadable and old", null, 31_000, null, true],
  ])("%s", (_name, who, ageMs, start, expected) => {
    expect(isStale(who, ageMs, system(start))).toBe(expected);
  });
});

describe("a lock file", () => {
  let folder;
  let path;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hutong-lock-"));
    path = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("is held by one, and free again after release", () => {
    const first = tryLock(path);
    expect(tryLock(path).holder.pid).toBe(process.pid);
    first.release();
    expect(existsSync(path)).toBe(false);
    tryLock(path).release();
  });

  test("of a dead process is taken over", () => {
    const dead = spawnSync("true").pid;
    writeFileSync(path, JSON.stringify({ ...JSON.parse(describeMe()), pid: dead }));
    const answer = tryLock(path);
    expect(answer.recovered.pid).toBe(dead);
    expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(process.pid);
    answer.release();
  });

  test("is waited for", async () => {
    const first = tryLock(path);
    const told = [];
    setTimeout(first.release, 60);
    const second = await lock(path, { everyMs: 20, onWait: (who) => told.push(who.pid) });
    expect(told).toEqual([process.pid]);
    second.release();
  });

  test("that somebody else has taken since is left alone", () => {
    const mine = tryLock(path);
    const theirs = JSON.stringify({ ...JSON.parse(describeMe()), pid: process.ppid });
    writeFileSync(path, theirs);
    mine.release();
    expect(readFileSync(path, "utf8")).toBe(theirs);
  });

  function describeMe() {
    const { release } = tryLock(join(folder, "probe"));
    const text = readFileSync(join(folder, "probe"), "utf8");
    release();
    return text;
  }
});

test("a process that does not exist has no start", () => {
  expect(processStart(process.pid)).toBeTruthy();
  expect(processStart(spawnSync("true").pid)).toBeNull();
});
