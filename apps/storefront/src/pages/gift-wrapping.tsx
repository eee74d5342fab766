import type { FieldFault } from "@hutong/catalogue";
import type { WrappingView } from "@hutong/checkout";
import { fileUrl } from "@hutong/files";
import { sizedUrl } from "@hutong/files/sizes";
import { LineFields } from "@hutong/sections";
import type { Desk } from "./desk.tsx";

/** What was filled in for the gift wrapping and not taken, and why, by the ids of its fields. */
export interface WrappingTyped {
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, FieldFault["code"]>>;
}

interface Props {
  readonly wrapping: WrappingView | null;
  readonly filled: WrappingTyped | null;
  readonly desk: Desk;
}

/** Gift wrapping beside the goods: what it costs, the words for its card, and a button that adds it as a line of the order. */
export function GiftWrapping({ wrapping, filled, desk }: Props) {
  if (!wrapping) return null;
  const { w, frame, path, price } = desk;
  const { line } = wrapping;
  const name = [wrapping.title, wrapping.variantTitle].filter(Boolean).join(" · ");
  const button = (act: "add" | "remove", text: string, label?: string) => (
    <button
      className="sm"
      type="submit"
      formAction={path("/checkout/wrapping")}
      name="wrapping"
      value={act}
      aria-label={label}
    >
      {text}
    </button>
  );
  return (
    <details className="note gw" open={line !== null || filled !== null}>
      <summary>
        {w.wrapping.title} <small>{line ? w.wrapping.taken : w.optional}</small>
      </summary>
      <input type="hidden" name="wrappingVariant" value={wrapping.variantId} />
      <div className="wr">
        {wrapping.picture && (
          <img src={sizedUrl(fileUrl(wrapping.picture), 160)} alt="" width="56" height="56" />
        )}
        <p>
          <b>{name}</b>
          <span>{price(wrapping.price)}</span>
        </p>
        {line && button("remove", w.wrapping.remove, w.wrapping.removeThis(name))}
      </div>
      {line ? (
        <dl>
          {line.properties.map(({ id, name: label, value }) => (
            <div key={id}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <>
          <LineFields
            fields={wrapping.fields}
            t={frame.t}
            typed={filled?.typed ?? {}}
            faults={filled?.faults ?? {}}
          />
          {button("add", w.wrapping.add(price(wrapping.price)))}
        </>
      )}
      {line && <input type="hidden" name="wrappingMark" value={line.mark} />}
    </details>
  );
}
