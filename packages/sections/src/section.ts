import type {
  CardView,
  CollectionCard,
  CollectionPage,
  ProductPage,
  SearchPage,
  VariantView,
} from "@hutong/catalogue";
import type { PageView } from "@hutong/content";
import type { PublicFact } from "@hutong/metafields";
import type { ReactNode } from "react";
import { z } from "zod";
import type { CollectionAsked } from "./collection-main/collection-asked.ts";
import type { Frame } from "./frame.ts";
import type { SearchAsked } from "./search-main/search-asked.ts";

/** What the page is about: what its address named. */
export type Subject =
  | { readonly kind: "none" }
  | {
      readonly kind: "product";
      readonly product: ProductPage;
      readonly selected: VariantView;
      /** What one of the selected costs from a number of units on; absent where it is the same. */
      readonly breaks?: readonly { readonly from: number; readonly price: number }[];
      readonly related: readonly CardView[];
      /** What it says by fields of the store's own; absent where it says nothing. */
      readonly fields?: readonly PublicFact[];
    }
  | ({
      readonly kind: "collection";
      readonly page: CollectionPage;
    } & CollectionAsked)
  | { readonly kind: "collections"; readonly collections: readonly CollectionCard[] }
  | ({ readonly kind: "search"; readonly page: SearchPage } & SearchAsked)
  | { readonly kind: "page"; readonly page: PageView };

/** Products that a section's setting `collection` asked for; the newest ones where there is no such collection. */
export interface Shelf {
  readonly collection: { readonly id: string; readonly handle: string; readonly title: string } | null;
  readonly cards: readonly CardView[];
}

/** A product that a section's setting `product` named. */
export interface NamedProduct {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly minPrice: number;
  readonly isAvailable: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** All that was read for a page, in one burst; sections take from it what is theirs. */
export interface Found {
  readonly subject: Subject;
  /** By section id. */
  readonly shelves: ReadonlyMap<string, Shelf>;
  /** By handle. */
  readonly products: ReadonlyMap<string, NamedProduct>;
}

/** A section of a page: what can be set, what it takes of the page's data, how it looks. */
export interface SectionKind<Settings, Loaded> {
  readonly type: string;
  readonly settings: z.ZodType<Settings, unknown>;
  /** What the view needs, from what was read; null leaves the section out. */
  readonly load: (settings: Settings, found: Found, id: string, frame: Frame) => Loaded | null;
  readonly view: (props: { id: string; settings: Settings; loaded: Loaded; frame: Frame }) => ReactNode;
}

/** A section whose settings were judged, ready to be drawn. */
export interface PlannedSection {
  readonly id: string;
  readonly type: string;
  draw(found: Found, frame: Frame): ReactNode;
}

/** Judges stored settings; answers the section, or why it is left out. */
export interface AnySection {
  readonly type: string;
  plan(id: string, settings: unknown): PlannedSection | { readonly refused: string };
}

/** Hides a section's own types, so that sections of all kinds fit in one list. */
export function defineSection<Settings, Loaded>(kind: SectionKind<Settings, Loaded>): AnySection {
  return {
    type: kind.type,
    plan(id, raw) {
      const parsed = kind.settings.safeParse(raw);
      if (!parsed.success) return { refused: z.prettifyError(parsed.error) };
      const settings = parsed.data;
      return {
        id,
        type: kind.type,
        draw(found, frame) {
          const loaded = kind.load(settings, found, id, frame);
          return loaded === null ? null : kind.view({ id, settings, loaded, frame });
        },
      };
    },
  };
}

/** A text of a setting, in the store's languages. */
export const text = () => z.record(z.string(), z.string().max(5_000)).default({});
/** An address a section links to: inside the store, or with a protocol. */
export const address = () =>
  z
    .string()
    .max(2_000)
    .regex(/^(\/(?!\/)|https:\/\/|mailto:|tel:|$)/)
    .default("");
