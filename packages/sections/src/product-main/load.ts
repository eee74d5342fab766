import type { ProductPage, VariantView } from "@hutong/catalogue";
import type { PublicFact } from "@hutong/metafields";
import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { ProductMainSettings } from "./settings.ts";

/** A value of an option, and the variant one gets to by choosing it. */
export interface Choice {
  readonly value: string;
  readonly isChosen: boolean;
  readonly isAvailable: boolean;
  /** Null where no variant has it. */
  readonly publicId: number | null;
}

export interface ProductMainLoaded {
  readonly product: ProductPage;
  readonly selected: VariantView;
  readonly breaks: readonly { readonly from: number; readonly price: number }[];
  readonly fields: readonly PublicFact[];
  readonly options: readonly {
    readonly name: string;
    readonly chosen: string;
    readonly choices: readonly Choice[];
  }[];
  readonly crumb: { readonly handle: string; readonly title: string } | null;
}

/** What choosing option `index` of a value leads to: of those that have it, the one that keeps the other choices, else any. */
function variantFor(
  having: readonly VariantView[],
  selected: VariantView,
  index: number,
): VariantView | undefined {
  const exact = having.find((variant) =>
    variant.values.every((other, at) => at === index || other === selected.values[at]),
  );
  return exact ?? having.find((variant) => variant.isAvailable) ?? having[0];
}

function optionsOf(product: ProductPage, selected: VariantView): ProductMainLoaded["options"] {
  return product.options.map((option, index) => {
    const byValue = Map.groupBy(product.variants, (variant) => variant.values[index]);
    return {
      name: option.name,
      chosen: selected.values[index] ?? "",
      choices: option.values.map((value) => {
        const variant = variantFor(byValue.get(value) ?? [], selected, index);
        return {
          value,
          isChosen: selected.values[index] === value,
          isAvailable: variant?.isAvailable ?? false,
          publicId: variant?.publicId ?? null,
        };
      }),
    };
  });
}

/** The page's product with its options worked out for the chosen variant. */
export function loadProductMain(
  _settings: ProductMainSettings,
  found: Found,
  _id: string,
  frame: Frame,
): ProductMainLoaded | null {
  if (found.subject.kind !== "product") return null;
  const { product, selected, breaks = [], fields = [] } = found.subject;
  const inMenu = new Set((frame.menus.main ?? []).map((item) => item.href));
  const { collections } = product;
  return {
    product,
    selected,
    breaks,
    fields,
    options: optionsOf(product, selected),
    crumb: collections.find(({ handle }) => inMenu.has(`/collections/${handle}`)) ?? collections[0] ?? null,
  };
}
