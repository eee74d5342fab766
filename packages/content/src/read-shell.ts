import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { hasPublicFields } from "@hutong/metafields";

export interface SectionRecord {
  readonly id: string;
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface MenuItem {
  readonly title: LocalizedText;
  readonly href: string;
}

/** What every page of a store stands in: its live theme with all templates, and all menus. */
export interface Shell {
  readonly base: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Changes with each change of the theme or a template. */
  readonly version: string;
  readonly templates: Readonly<Record<string, readonly SectionRecord[]>>;
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  /** Whether products say something by fields of the store's own. */
  readonly hasFields: boolean;
}

interface ShellRow {
  id: string;
  base: string;
  settings: Record<string, unknown>;
  version: string;
  templates: Record<string, SectionRecord[]> | null;
  menus: Record<string, MenuItem[]> | null;
  has_fields: boolean;
}

/** Reads a store's shell, in one statement; null for a store without a theme. */
export function readShell(ctx: StoreContext): Reading<Shell | null> {
  authorize(ctx, "content.readShell");
  return reading(
    sql<ShellRow>`select t.id, t.base, t.settings, t.updated_at::text as version,
        (select json_object_agg(p.name, p.sections) from templates p
          where p.store_id = ${ctx.storeId} and p.theme_id = t.id) as templates,
        (select json_object_agg(m.handle, m.items) from menus m where m.store_id = ${ctx.storeId}) as menus,
        ${hasPublicFields(ctx)} as has_fields
      from themes t where t.store_id = ${ctx.storeId} and t.state = 'live' limit 1`,
    (rows) => {
      const row = rows[0];
      if (!row) return null;
      return {
        base: row.base,
        settings: row.settings,
        version: `${row.id} ${row.version}`,
        templates: row.templates ?? {},
        menus: row.menus ?? {},
        hasFields: row.has_fields,
      };
    },
  );
}
