import { expect, it } from "vitest";
import { entriesInput, readEntriesQuery } from "./query.ts";

it("reads a list of entries from the address, and asks for its page", () => {
  expect(readEntriesQuery({ q: "weng", cursor: "WyJ3ZW5nIl0" })).toEqual({
    q: "weng",
    cursor: "WyJ3ZW5nIl0",
  });
  expect(readEntriesQuery({ q: ["a", "b"], cursor: "no cursor" })).toEqual({ q: "", cursor: null });
  expect(entriesInput("kind", { q: "w", cursor: null })).toEqual({
    definitionId: "kind",
    query: "w",
    limit: 50,
  });
});
