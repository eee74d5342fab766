import { jsonb, text, unique } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

type Localized = Record<string, string>;

export const pages = storeTable(
  "pages",
  {
    id: idOf<"page">("id").notNull(),
    handle: text("handle").notNull(),
    title: jsonb("title").$type<Localized>().notNull(),
    bodyHtml: jsonb("body_html").$type<Localized>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [unique("pages_handle").on(t.storeId, t.handle)],
);

export const menus = storeTable(
  "menus",
  {
    handle: text("handle").notNull(),
    items: jsonb("items").$type<{ title: Localized; href: string }[]>().notNull(),
  },
  ["handle"],
);

export const themes = storeTable(
  "themes",
  {
    id: idOf<"theme">("id").notNull(),
    base: text("base").notNull(),
    state: text("state").$type<"live" | "draft">().notNull(),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
);

export type SectionRecord = { id: string; type: string; settings: Record<string, unknown> };

/** A page is data: the sections of a template ("home", "product", "collection", …) with their settings, in order. */
export const templates = storeTable(
  "templates",
  {
    themeId: idOf<"theme">("theme_id").notNull(),
    name: text("name").notNull(),
    sections: jsonb("sections").$type<SectionRecord[]>().notNull(),
  },
  ["themeId", "name"],
);
