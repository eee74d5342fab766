import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { safeSvg } from "./safe-svg.ts";

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${inside}</svg>`;

describe("safeSvg", () => {
  it.each([
    ["script", svg("<script>alert(1)</script>")],
    ["foreign object", svg("<foreignObject><body/></foreignObject>")],
    ["event", svg('<rect onload="alert(1)"/>')],
    ["namespaced event", svg('<rect x:onload="alert(1)"/>')],
    ["script address", svg('<a href="javascript:alert(1)"><rect/></a>')],
    ["foreign use", svg('<use href="https://example.com/a.svg#b"/>')],
    ["foreign image", svg('<image xlink:href="http://example.com/a.png"/>')],
    ["data page", svg('<use href="data:image/svg+xml;base64,AAAA"/>')],
    ["foreign fill", svg('<rect fill="url(http://example.com/#a)"/>')],
    ["escaped fill", svg('<rect style="fill:u&#114;l(http://example.com/#a)"/>')],
    ["imported style", svg("<style>@import 'https://example.com/a.css'</style>")],
    ["escaped import", svg("<style>@\\69mport 'https://example.com/a.css'</style>")],
    ["animation", svg('<set attributeName="href" to="javascript:alert(1)"/>')],
    ["entity", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg("&a;")}`],
    ["unquoted", svg("<rect onload=alert(1) />")],
    ["html", "<html><body>hello</body></html>"],
    ["nothing", ""],
    ["cut off", '<svg xmlns="http://www.w3.org/2000/svg"><rect'],
  ])("refuses %s", (_, source) => {
    expect(() => safeSvg(source)).toThrowError("svg_unsafe");
  });

  it("keeps drawings as they are", () => {
    const drawing = svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#a"/>');
    expect(safeSvg(drawing)).toBe(drawing);
    expect(safeSvg(`<!-- made by hand -->${drawing}`)).toBe(drawing);
  });

  it("accepts every picture of the demo stores", () => {
    for (const store of ["demo", "street"]) {
      const folder = new URL(`../../../../apps/cli/demo/${store}/pictures/`, import.meta.url);
      for (const file of readdirSync(folder)) {
        expect(() => safeSvg(readFileSync(new URL(file, folder), "utf8")), file).not.toThrow();
      }
    }
  });
});
