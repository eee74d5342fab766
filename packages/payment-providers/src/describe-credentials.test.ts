import { describe, expect, it } from "vitest";
import { z } from "zod";
import { credentialFaultText } from "./credential-fault-text.ts";
import { describeCredentials } from "./describe-credentials.ts";
import { findProvider, providers } from "./index.ts";

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  "the form of %s",
  (_, provider) => {
    const fields = describeCredentials(provider);

    it("names every credential of the schema once, and no other", () => {
      const schema = z.toJSONSchema(provider.credentials, { io: "input", unrepresentable: "any" });
      expect(fields.map((field) => field.name).sort()).toEqual(Object.keys(schema.properties!).sort());
    });

    it("speaks both languages: labels, helps and choices", () => {
      for (const field of fields)
        for (const text of [field.label, ...(field.help ? [field.help] : [])]) {
          expect(text["zh-CN"], field.name).toBeTruthy();
          expect(text.en, field.name).toBeTruthy();
        }
    });

    it("shows no secret as a choice or with something in it", () => {
      for (const field of fields.filter((one) => one.isSecret)) {
        expect(field.kind).toBe("text");
        expect(field.initial).toBe("");
      }
    });

    it.each(["zh-CN", "en"])("has words of ours for everything that is missing, in %s", (locale) => {
      const { error } = provider.credentials.safeParse({});
      const said = error!.issues.map((issue) => credentialFaultText(provider, issue, locale));
      expect(said.length).toBeGreaterThan(0);
      for (const text of said) expect(text).not.toMatch(/Invalid|expected|undefined/);
    });
  },
);

it("draws WeChat Pay's fields by how the merchant is connected", () => {
  const fields = describeCredentials(findProvider("wechat-pay")!);
  const ofMode = (mode: string) =>
    fields.filter(({ modes }) => modes?.includes(mode) ?? true).map(({ name }) => name);
  expect(fields.find(({ name }) => name === "mode")).toMatchObject({ kind: "choice", initial: "direct" });
  expect(ofMode("direct")).toEqual(expect.arrayContaining(["mode", "mchid", "privateKey"]));
  expect(ofMode("direct")).not.toContain("subMchid");
  expect(ofMode("service-provider")).toContain("subMchid");
  expect(ofMode("service-provider")).not.toContain("privateKey");
  expect(fields.find(({ name }) => name === "mchid")!.isRequired).toBe(true);
});

describe("a form that does not fit its schema", () => {
  const label = { "zh-CN": "名", en: "Name" };

  it("is refused where the schema has a field more", () => {
    const credentials = z.strictObject({ name: z.string(), added: z.string() });
    expect(() =>
      describeCredentials({ credentials, credentialFields: { name: { label } } as never }),
    ).toThrow("lacks the credentials added");
  });

  it("is refused where the form has a field more", () => {
    const credentials = z.strictObject({ name: z.string() });
    const credentialFields = { name: { label }, gone: { label } } as never;
    expect(() => describeCredentials({ credentials, credentialFields })).toThrow(
      'lacks the credential "gone"',
    );
  });

  it("is refused where nobody knows how to draw a field", () => {
    const credentials = z.strictObject({ name: z.array(z.string()) });
    expect(() =>
      describeCredentials({ credentials, credentialFields: { name: { label } } as never }),
    ).toThrow('no form can draw the credential "name"');
  });
});

it("reads kinds, defaults and what is optional off the schema", () => {
  const manual = describeCredentials(findProvider("manual")!);
  expect(manual.map(({ name, kind, isRequired, initial }) => [name, kind, isRequired, initial])).toEqual([
    ["kind", "choice", false, "bank-transfer"],
    ["instructions", "texts", true, ""],
  ]);
  expect(manual[0]!.choices.map(({ value }) => value)).toEqual(["bank-transfer", "cash-on-delivery"]);
  const credentials = z.strictObject({
    on: z.boolean().default(true),
    count: z.int(),
    note: z.string().optional(),
  });
  const label = { "zh-CN": "名", en: "Name" };
  const credentialFields = { note: { label }, on: { label }, count: { label } } as never;
  expect(
    describeCredentials({ credentials, credentialFields }).map(({ name, kind, isRequired }) => [
      name,
      kind,
      isRequired,
    ]),
  ).toEqual([
    ["note", "text", false],
    ["on", "flag", false],
    ["count", "number", true],
  ]);
});

it("says in words how long a text has to be", () => {
  const { error } = findProvider("test")!.credentials.safeParse({ secret: "short" });
  expect(credentialFaultText({}, error!.issues[0]!, "zh-CN")).toBe("至少 16 个字符。");
});
