import { expect, test } from "vitest";
import { NewStoreInput, proposeHandle } from "./schemas.ts";

test.each([
  ["Loud Brick", "loud-brick"],
  ["Café Été", "cafe-ete"],
  ["檐下", "shop-7k2m"],
  ["檐下 Eaves Tea", "eaves-tea"],
  ["Ab", "shop-7k2m"],
  ["Xn--Brick", "xn-brick"],
  ["  ", ""],
  ["Rosie's Room — No. 9", "rosies-room-no-9"],
])("the name %j proposes the handle %j", (name, handle) => {
  expect(proposeHandle(name, "shop-7k2m")).toBe(handle);
  if (handle) expect(NewStoreInput.shape.handle.safeParse(handle).success).toBe(true);
});
