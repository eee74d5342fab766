import { readFileSync } from "node:fs";
import type { JudgedQuery, JudgedSet, SetProduct } from "./judged-set.ts";

interface Labelled {
  readonly product: SetProduct;
  readonly labels: ReadonlySet<string>;
}

function linesOf(name: string): string[] {
  return readFileSync(new URL(name, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

// EAN-13 with the prefix of China; the last digit is the check digit (GS1 General Specifications, 7.9).
function barcodeOf(index: number): string {
  const digits = `6901234${String(10_000 + index).padStart(5, "0")}`;
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

function readProduct(line: string, index: number): Labelled {
  const [handle, title, en, ja, productType, vendor, tags, price, sku, labels] = line.split("|") as string[];
  const titles = { ...(en && en !== title ? { en } : {}), ...(ja ? { ja } : {}) };
  const product = {
    handle: handle!,
    title: title!,
    titles,
    productType: productType!,
    vendor: vendor!,
    tags: tags!.split(",").filter(Boolean),
    price: Number(price),
    sku: sku!,
    barcode: barcodeOf(index),
  };
  return { product, labels: new Set([`@${handle}`, ...labels!.split(" ")]) };
}

// "3:tee+white 1:tee,polo": by handle, the best grade that a product's labels earn.
function gradesOf(text: string, products: readonly Labelled[]): Record<string, number> {
  const grades: Record<string, number> = {};
  for (const rule of text.split(" ")) {
    const [grade, labels] = rule.split(":") as [string, string];
    for (const wanted of labels.split(",").map((one) => one.split("+"))) {
      const found = products.filter((one) => wanted.every((label) => one.labels.has(label)));
      if (found.length === 0) throw new Error(`nothing is ${wanted.join("+")}`);
      for (const { product } of found)
        grades[product.handle] = Math.max(grades[product.handle] ?? 0, Number(grade));
    }
  }
  return grades;
}

function readIntent(line: string, products: readonly Labelled[]): JudgedQuery[] {
  const isUntouched = line.startsWith("* ");
  const [grades, ...asked] = line.replace("* ", "").split(" | ") as [string, ...string[]];
  const relevant = gradesOf(grades, products);
  const named = products.find(({ product }) => relevant[product.handle] === 3)?.product;
  return asked.map((one) => {
    const [kind, ...words] = one.split(" ");
    const query = kind === "barcode" ? named!.barcode! : words.join(" ");
    return { query, kind: kind!, relevant, isUntouched };
  });
}

/** The products and judged queries of this folder, which were written before the search was. */
export function readOwnSet(): JudgedSet {
  const products = linesOf("products.psv").map(readProduct);
  const queries = linesOf("intents.psv").flatMap((line) => readIntent(line, products));
  return { products: products.map(({ product }) => product), queries, synonyms: [] };
}
