import { sizedUrl } from "@hutong/files/sizes";
import type { PublicFact } from "@hutong/metafields";
import type { ReactNode } from "react";
import type { Frame } from "../frame.ts";
import { fieldText } from "./field-text.ts";
import { lines } from "./lines.tsx";

type Value = PublicFact["values"][number];

function shownValue(type: PublicFact["type"], value: Value, frame: Frame): ReactNode {
  if (typeof value !== "string") {
    if (value.url !== null) return <img src={sizedUrl(value.url, 320)} alt="" width={160} loading="lazy" />;
    const to = value.kind === "collection" ? "collections" : "products";
    if (value.handle === null) return value.title;
    return <a href={frame.path(`/${to}/${encodeURIComponent(value.handle)}`)}>{value.title}</a>;
  }
  if (type === "multi_line_text_field") return lines(value);
  if (type === "url")
    return (
      <a href={value} rel="noopener nofollow">
        {fieldText(type, value, frame)}
      </a>
    );
  if (type === "color")
    return (
      <>
        <svg width="14" height="14" aria-hidden="true">
          <rect width="14" height="14" rx="3" fill={value} />
        </svg>{" "}
        {value}
      </>
    );
  return fieldText(type, value, frame);
}

/** What a product says by fields of the store's own: name and value, a list's values with commas between them. */
export function FieldList({ fields, frame }: { fields: readonly PublicFact[]; frame: Frame }) {
  return (
    <dl className="facts">
      {fields.map(({ id, label, type, values }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd>
            {values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list may say the same twice, and is never reordered
              <span key={index}>
                {index > 0 ? frame.t.listComma : null}
                {shownValue(type, value, frame)}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
