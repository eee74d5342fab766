/**
 * The shape of the demo stores: `<handle>/store.json` with the drawings it
 * names in `<handle>/pictures/`. Types only; the seeder reads the JSON.
 *
 * Money is in integer minor units of the store's currency (fen, cents).
 * Weights are in grams. Localised strings have one entry for each locale the
 * store lists, the default locale always among them.
 */

export type Locale = "zh-CN" | "en";

/** One text in the store's languages. The default locale is always present. */
export type Localised = Partial<Record<Locale, string>>;

export interface DemoStore {
  /** The store's name in its address; equal to the folder's name. */
  handle: string;
  name: Localised;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 4217. Every price in this file is in it. */
  currency: string;
  /** The default locale. */
  locale: Locale;
  locales: Locale[];
  /** IANA zone name. */
  timezone: string;
  theme: "tea" | "street" | "market";
  /** The one line above the header. */
  announcement: Localised;
  collections: DemoCollection[];
  products: DemoProduct[];
  pages: DemoPage[];
  menus: { main: DemoMenuItem[]; footer: DemoMenuItem[] };
  shippingRates: DemoShippingRate[];
  manualPayments: DemoManualPayment[];
}

export interface DemoCollection {
  handle: string;
  title: Localised;
  description: Localised;
  /** Product handles in the order they are shown. Neighbours have different grounds. */
  products: string[];
}

export interface DemoProduct {
  handle: string;
  title: Localised;
  /** The one line under the name on a card. */
  subtitle: Localised;
  /** Only p, ul, li, strong and h3. */
  descriptionHtml: Localised;
  vendor: string;
  productType: Localised;
  tags: string[];
  /** At most three. Empty when the product has a single variant. */
  options: DemoOption[];
  variants: DemoVariant[];
  /** The first one is the card's picture. */
  pictures: DemoPicture[];
  /** Short pairs shown as a definition list, e.g. how to brew, fabric and care. */
  facts: DemoFact[];
}

export interface DemoOption {
  name: Localised;
  values: Localised[];
}

export interface DemoVariant {
  /** One index into each option's values, in the order of `options`. */
  optionIndexes: number[];
  sku: string;
  price: number;
  /** The former price, always above `price`, or null. */
  compareAtPrice: number | null;
  /** 0 is sold out. */
  stock: number;
  weightGrams: number;
}

export interface DemoPicture {
  /** A file in `pictures/` beside the store.json. */
  file: string;
  alt: Localised;
  /** Index of the first option's value that it shows, where that is not what the first picture shows. */
  shows?: number;
}

export interface DemoFact {
  label: Localised;
  value: Localised;
}

export interface DemoPage {
  handle: string;
  title: Localised;
  /** Only p, ul, li, strong and h3. */
  bodyHtml: Localised;
}

export interface DemoMenuItem {
  title: Localised;
  /** A path inside the store, e.g. /collections/tea. */
  href: string;
}

export interface DemoShippingRate {
  name: Localised;
  /** ISO 3166-1 alpha-2 codes, or ["*"] for everywhere else. */
  countries: string[];
  price: number;
  /** Free from this order total on; null when never free. */
  freeAbove: number | null;
  /** Working days from dispatch to the door. */
  minDays: number;
  maxDays: number;
}

export interface DemoManualPayment {
  kind: "bank-transfer" | "cash-on-delivery";
  title: Localised;
  instructions: Localised;
}
