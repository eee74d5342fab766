import type { SectionRecord, Shell } from "@hutong/content";
import type { AnySection, PlannedSection } from "./section.ts";
import { sections } from "./sections.ts";

const kinds = new Map<string, AnySection>(sections.map((kind) => [kind.type, kind]));

/** What a `featured-collection` section asks for: products of a collection, at most so many. */
export interface WantedShelf {
  readonly section: string;
  readonly handle: string | null;
  readonly most: number;
}

/** A template's sections with their settings judged, and what they want of the database. */
export interface PagePlan {
  readonly sections: readonly PlannedSection[];
  readonly refused: readonly { readonly id: string; readonly type: string; readonly why: string }[];
  readonly wantedShelves: readonly WantedShelf[];
  /** Handles that settings name by `product`. */
  readonly wantedProducts: readonly string[];
}

const usualShelf = 8;
const longestShelf = 24;

// As `readShelves` reads stored settings itself where the shell is not known yet.
function wantedShelf({ id, settings }: SectionRecord): WantedShelf {
  const limit = String(settings.limit ?? "");
  const most = /^[0-9]{1,2}$/.test(limit) ? Math.min(Number(limit), longestShelf) : usualShelf;
  const handle = settings.collection;
  return { section: id, handle: typeof handle === "string" ? handle : null, most };
}

function makePlan(records: readonly SectionRecord[]): PagePlan {
  const planned: PlannedSection[] = [];
  const refused: { id: string; type: string; why: string }[] = [];
  for (const record of records) {
    const plan = kinds.get(record.type)?.plan(record.id, record.settings) ?? { refused: "unknown type" };
    if ("refused" in plan) refused.push({ id: record.id, type: record.type, why: plan.refused });
    else planned.push(plan);
  }
  return {
    sections: planned,
    refused,
    wantedShelves: records.filter(({ type }) => type === "featured-collection").map(wantedShelf),
    wantedProducts: [
      ...new Set(
        records
          .map(({ settings }) => settings.product)
          .filter((one) => typeof one === "string" && one !== ""),
      ),
    ] as string[],
  };
}

const kept = new Map<string, PagePlan>();
const mostKept = 1_000;

/** The plan of a shell's template; judged once per version of the theme, the latest thousand kept. */
export function planOf(shell: Shell, template: string): PagePlan {
  const key = `${template} ${shell.version}`;
  let plan = kept.get(key);
  if (!plan) {
    plan = makePlan(shell.templates[template] ?? []);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
    kept.set(key, plan);
  }
  return plan;
}
