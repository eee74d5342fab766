import { type JudgedRows, judgeInputs } from "@hutong/catalogue";
import type { ProductInput } from "@hutong/catalogue/schemas";
import { type RecordedSource, sourceIdOf } from "@hutong/files";
import type { ReadProduct } from "./read-product.ts";

/** Products of a file, held against every rule that needs no database, while the database is at those before them. */
export interface PreparedProducts {
  readonly products: readonly ReadProduct[];
  /** Where their pictures are. */
  readonly addresses: readonly string[];
  /** Pictures stand by the file that their address will be recorded as. */
  readonly judged: JudgedRows;
}

/** @param currency the store's */
export function prepareProducts(products: readonly ReadProduct[], currency: string): PreparedProducts {
  return {
    products,
    addresses: products.flatMap(addressesOf),
    judged: judgeInputs(products.map(withPictures), currency),
  };
}

function addressesOf({ images, input }: ReadProduct): string[] {
  const addresses = (images ?? []).map((image) => image.url);
  for (const { image } of input.variants ?? []) if (image) addresses.push(image);
  return addresses;
}

function withPictures({ input, images }: ReadProduct): ProductInput {
  const { variants, ...product } = input;
  const hasPictures = variants?.some(({ image }) => image !== undefined);
  return {
    ...product,
    ...(variants && !hasPictures && { variants }),
    ...(variants &&
      hasPictures && {
        variants: variants.map(({ image, ...variant }) => ({
          ...variant,
          fileId: image ? sourceIdOf(image) : image === undefined ? undefined : null,
        })),
      }),
    ...(images && {
      media: images.flatMap(({ url, alt }) => {
        const fileId = sourceIdOf(url);
        return fileId ? [{ fileId, alt }] : [];
      }),
    }),
  };
}

/** The same rows, where addresses turned out to be the store's own files. */
export function withOwnFiles(judged: JudgedRows, sources: readonly RecordedSource[]): JudgedRows {
  const own = new Map<string, string>();
  for (const { address, id } of sources) {
    const expected = sourceIdOf(address)!;
    if (expected !== id) own.set(expected, id);
  }
  if (own.size === 0) return judged;
  const fileOf = <File extends string | null | undefined>(id: File): File =>
    (id ? (own.get(id) ?? id) : id) as File;
  const products = judged.products.map((product) => ({
    ...product,
    variants: product.variants?.map((variant) => ({ ...variant, fileId: fileOf(variant.fileId) })),
    media: product.media?.map((one) => ({ ...one, fileId: fileOf(one.fileId) })),
  }));
  return { ...judged, products };
}
