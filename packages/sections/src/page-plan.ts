import type { SectionRecord, Shell } from "@hutong/content";
import type { AnySection, PlannedSection } from "./section.ts";
import { sections } from "./sections.ts";

const kinds = new Map<string, AnySection>(sections.map((kind) => [kind.type, kind]));

/** A template's sections with their settings judged, and what they want of the database. */
export interface PagePlan {
  readonly sections: readonly PlannedSection[];
  readonly refused: readonly { readonly id: string; readonly type: string; readonly why: string }[];
  readonly wantsShelves: boolean;
  readonly wantsProducts: boolean;
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
    wantsShelves: records.some((record) => record.type === "featured-collection"),
    wantsProducts: records.some((record) => Boolean(record.settings.product)),
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
