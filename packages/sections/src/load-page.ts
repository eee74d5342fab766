import { readCollection, readCollections, readProductPage, readRelated, readSearch } from "@hutong/catalogue";
import { readPage, readShell, type Shell } from "@hutong/content";
import { type Reading, readTogether, type StoreContext } from "@hutong/db";
import type { CollectionAsked } from "./collection-main/collection-asked.ts";
import { type PagePlan, planOf } from "./page-plan.ts";
import { readFields, withFields } from "./read-fields.ts";
import { readNamedProducts } from "./read-named-products.ts";
import { readShelves } from "./read-shelves.ts";
import type { SearchAsked } from "./search-main/search-asked.ts";
import type { Found, Subject } from "./section.ts";
import { traitsOf } from "./themes.ts";

/** What an address asks for. `kind` is the template's name; "bare" has none (cart, not found). */
export type PageRequest =
  | { readonly kind: "home" | "collections" | "bare" }
  | { readonly kind: "product"; readonly handle: string; readonly variant: number | null }
  | ({ readonly kind: "collection"; readonly handle: string } & CollectionAsked)
  | ({ readonly kind: "search" } & SearchAsked)
  | { readonly kind: "page"; readonly handle: string };

export interface LoadedPage {
  readonly shell: Shell;
  readonly layout: PagePlan;
  readonly plan: PagePlan;
  /** Null when what the address names does not exist. */
  readonly found: Found | null;
  /** What the page has to be made anew for; see `changed_tags`. */
  readonly tags: readonly string[];
}

const perPage = 24;
const relatedMost = 8;
const emptyShell: Shell = {
  ...{ base: "tea", settings: {}, version: "none", templates: {}, menus: {} },
  hasFields: false,
};
const empty: Reading<ReadonlyMap<string, never>> = {
  statements: [],
  answer: () => new Map<string, never>(),
};

function subjectOf(ctx: StoreContext, request: PageRequest, withChoices: boolean): Reading<Subject | null> {
  const of = <Answer>(
    one: Reading<Answer>,
    make: (answer: Answer) => Subject | null,
  ): Reading<Subject | null> => ({
    statements: one.statements,
    answer: (rows) => make(one.answer(rows)),
  });
  switch (request.kind) {
    case "home":
    case "bare":
      return { statements: [], answer: () => ({ kind: "none" }) };
    case "collections":
      return of(readCollections(ctx), (collections) => ({ kind: "collections", collections }));
    case "page":
      return of(readPage(ctx, request.handle), (page) => page && { kind: "page", page });
    case "search":
      return of(readSearch(ctx, { ...request, page: request.number, perPage, withChoices }), (page) => ({
        ...request,
        page,
      }));
    case "collection": {
      const { kind, handle, ...asked } = request;
      return of(
        readCollection(ctx, { handle, ...asked, page: asked.number, perPage, withChoices }),
        (page) => page && { kind, page, ...asked },
      );
    }
    case "product":
      return productSubject(ctx, request.handle, request.variant, withChoices);
  }
}

function productSubject(
  ctx: StoreContext,
  handle: string,
  variant: number | null,
  withChoices: boolean,
): Reading<Subject | null> {
  const page = readProductPage(ctx, handle);
  const related = readRelated(ctx, { handle, limit: relatedMost, withChoices });
  const split = page.statements.length;
  return {
    statements: [...page.statements, ...related.statements],
    answer(rows) {
      const product = page.answer(rows.slice(0, split));
      const variants = product?.variants ?? [];
      const selected =
        variants.find((one) => one.publicId === variant) ??
        variants.find((one) => one.isAvailable) ??
        variants[0];
      if (!product || !selected) return null;
      return { kind: "product", product, selected, related: related.answer(rows.slice(split)) };
    },
  };
}

async function readAll(
  ctx: StoreContext,
  request: PageRequest,
  known: Shell | null,
  template: string = request.kind,
) {
  const plan = known && planOf(known, template);
  const withChoices = known ? traitsOf(known.base).hasChoices : true;
  const wanted = plan ? plan.wantedShelves : null;
  const handles = plan ? plan.wantedProducts : null;
  const [shell, subject, shelves, products, fields] = await readTogether(
    ctx,
    known ? { statements: [], answer: () => known } : readShell(ctx),
    subjectOf(ctx, request, withChoices),
    wanted?.length === 0 ? empty : readShelves(ctx, { template, withChoices, wanted }),
    handles?.length === 0 ? empty : readNamedProducts(ctx, template, handles),
    readFields(ctx, request, known?.hasFields ?? false),
  );
  // Who has just learnt that there are fields asks for them by a burst more.
  const isNews = !known && shell?.hasFields === true && subject !== null;
  const [rows] = isNews ? await readTogether(ctx, readFields(ctx, request, true)) : [fields];
  return { shell: shell ?? emptyShell, subject: await withFields(ctx, subject, rows), shelves, products };
}

function tagsOf(shell: Shell, found: Found | null): string[] {
  const tags = new Set(["theme", "store", ...Object.keys(shell.menus).map((menu) => `menu:${menu}`)]);
  if (!found) return [...tags];
  const { subject } = found;
  const cards = [...found.shelves.values()].flatMap((shelf) => shelf.cards);
  if (subject.kind === "product") {
    tags.add(`product:${subject.product.id}`).add("collections");
    cards.push(...subject.related);
    for (const { values } of subject.fields ?? [])
      for (const one of values) if (typeof one !== "string") tags.add(`${one.kind}:${one.id}`);
  }
  if (subject.kind === "collection") {
    tags.add(`collection:${subject.page.collection.id}`);
    cards.push(...subject.page.cards);
  }
  if (subject.kind === "collections") tags.add("collections").add("products");
  if (subject.kind === "page") tags.add(`page:${subject.page.id}`);
  for (const card of cards) tags.add(`product:${card.id}`);
  for (const product of found.products.values()) tags.add(`product:${product.id}`);
  for (const shelf of found.shelves.values()) {
    tags.add(shelf.collection ? `collection:${shelf.collection.id}` : "products").add("collections");
  }
  return [...tags];
}

// A template of a product's own, where the theme has it.
function templateOf({ subject, shell }: { subject: Subject | null; shell: Shell }): string | null {
  if (subject?.kind !== "product" || subject.product.template === "") return null;
  const name = `product-${subject.product.template}`;
  return shell.templates[name] ? name : null;
}

/**
 * Reads all that a page shows, in one burst of at most six statements; fewer where the store's shell is known from an
 * earlier page, and then only what its sections ask for. A product with a template of its own is read twice.
 */
export async function loadPage(
  ctx: StoreContext,
  request: PageRequest,
  known: Shell | null = null,
): Promise<LoadedPage> {
  const usual = await readAll(ctx, request, known);
  const template = templateOf(usual) ?? request.kind;
  const { shell, subject, shelves, products } =
    template === request.kind ? usual : await readAll(ctx, request, usual.shell, template);
  const found = subject && { subject, shelves, products };
  return {
    shell,
    layout: planOf(shell, "layout"),
    plan: planOf(shell, template),
    found,
    tags: tagsOf(shell, found),
  };
}
