import { expect, test } from "vitest";
import { readSettings, root } from "./env.ts";
import { readOwner } from "./platform.ts";

test("ports are a row, and the data folder is absolute", () => {
  const { ports, dataDir } = readSettings([], { HUTONG_PORT: "4100", HUTONG_DATA_DIR: "elsewhere" });
  expect(ports).toEqual({ dashboard: 4100, storefront: 4101, api: 4102, database: 4103, worker: 4104 });
  expect(dataDir).toBe(`${root}elsewhere`);
});

test.each(["0", "x", "65535", "80.5"])("HUTONG_PORT %s is refused", (port) => {
  expect(() => readSettings([], { HUTONG_PORT: port })).toThrow("not a port");
});

test("an unknown argument is refused", () => {
  expect(() => readSettings(["--fast"], {})).toThrow("--fast");
});

test("the owner is on the last line that seeding prints", () => {
  const owner = { email: "merchant@hutong.example", password: "p" };
  expect(readOwner(`note\n${JSON.stringify({ seeded: true, owner })}\n`)).toEqual(owner);
  expect(readOwner(`{"seeded":false}`)).toBeNull();
});
