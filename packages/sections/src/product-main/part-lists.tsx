import type { VariantView } from "@hutong/catalogue";
import type { Frame } from "../frame.ts";

/** What is in each variant that is a set of others; said of all of them, since another may be chosen without a new page. */
export function PartLists({ variants, frame }: { variants: readonly VariantView[]; frame: Frame }) {
  const sets = variants.filter(({ parts }) => parts !== undefined);
  return sets.map(({ id, values, parts }) => (
    <div key={id} className="set" data-set={id}>
      <p>
        <b>{variants.length > 1 ? `${frame.t.inSet} · ${values.join(" / ")}` : frame.t.inSet}</b>
      </p>
      <ul>
        {parts?.map(({ title, quantity }) => (
          <li key={title}>
            <bdi>{title}</bdi> × {quantity}
          </li>
        ))}
      </ul>
    </div>
  ));
}
