import type { FieldFault, LineFieldView } from "@hutong/catalogue";
import { LineFields } from "@hutong/sections";
import { fieldsTitle } from "../words/line-words.ts";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly product: {
    readonly title: string;
    readonly handle: string;
    readonly fields: readonly LineFieldView[];
  };
  readonly variant: string;
  readonly quantity: string;
  /** Where the customer goes on to: "checkout", or the bag. */
  readonly then: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, FieldFault["code"] | undefined>>;
  readonly desk: Desk;
}

/** Asks for what a product has to be filled in for: what was typed stays, and what is wrong stands beside its field. */
export function FieldsPage({ product, variant, quantity, then, typed, faults, desk }: Props) {
  const { t } = desk.frame;
  return (
    <section className="s cart" data-code="properties_invalid">
      <header>
        <h1>{fieldsTitle(desk.visit.locale)}</h1>
        <p>
          <a href={desk.path(`/products/${encodeURIComponent(product.handle)}`)}>{product.title}</a>
        </p>
      </header>
      <form method="post" action={desk.path("/cart/add")} className="pfs">
        <input type="hidden" name="variant" value={variant} />
        <input type="hidden" name="quantity" value={quantity} />
        {then && <input type="hidden" name="then" value={then} />}
        <LineFields fields={product.fields} t={t} typed={typed} faults={faults} />
        <button className="btn" type="submit">
          <span>{t.addToBag}</span>
        </button>
      </form>
    </section>
  );
}
