import type { StaffProduct } from "@hutong/catalogue";

/** A product that is not there yet: what the form begins with. Its id is empty. */
export function blankProduct(currency: string): StaffProduct {
  const never = new Date(0);
  return {
    ...{ id: "" as StaffProduct["id"], version: 0, handle: "", title: "", subtitle: "", descriptionHtml: "" },
    ...{
      vendor: "",
      productType: "",
      tags: [],
      options: [],
      facts: [],
      seoTitle: null,
      seoDescription: null,
    },
    ...{ status: "active", taxClass: "standard", template: "", publishAt: null, currency },
    ...{ lineFields: [], quantityRule: null, minPrice: 0, maxPrice: 0, isAvailable: false },
    ...{ createdAt: never, updatedAt: never, variants: [], media: [] },
  };
}
