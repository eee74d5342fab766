import { Buffer } from "node:buffer";

const words =
  "老墙 熟茶 cotton linen shirt classic 陈年 普洱 blue white river mountain 茶杯 手工 wooden bowl".split(" ");

const header =
  "Title,URL handle,Description,Vendor,Type,Tags,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Requires shipping,Product image URL,Image position,Image alt text\r\n";

/** Rows of a product; all of them of the same kind, none like another. */
export const rowsEach = 5;

function word(product: number, place: number): string {
  return words[(product * 7 + place * 3 + (product >> 3)) % words.length]!;
}

function rowOf(product: number, variant: number): string {
  const w = (place: number) => word(product, place);
  const first = `${w(1)} ${w(2)} ${product},p-${product},"<p>${w(3)} ${w(4)} ${w(5)}, ${w(6)}</p>",Maker ${product % 50},${w(7)},"${w(8)}, ${w(9)}",TRUE,active`;
  const picture = `https://pics.example/${product}.jpg,1,${w(1)}`;
  return `${variant === 0 ? first : `,p-${product},,,,,,`},SKU-${product}-${variant},${variant === 0 ? "Size" : ""},S${variant},${10 + variant}.50,,shopify,${(product + variant) % 30},DENY,200,TRUE,${variant === 0 ? picture : ",,"}\r\n`;
}

const piece = 500;

/** A file of products in Shopify's format, in pieces, the same for the same number. */
export function* productFile(products: number): Generator<Buffer> {
  yield Buffer.from(header);
  for (let from = 0; from < products; from += piece) {
    let text = "";
    for (let product = from; product < Math.min(from + piece, products); product += 1) {
      for (let variant = 0; variant < rowsEach; variant += 1) text += rowOf(product, variant);
    }
    yield Buffer.from(text);
  }
}
