import type { CheckoutView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly view: CheckoutView;
  readonly faults: Readonly<Record<string, string>>;
  readonly desk: Desk;
}

const kinds = ["none", "personal", "company"] as const;

/** The 发票 that a customer may ask for. What a kind does not need is hidden by the style sheet, so it works without script. */
export function InvoiceFields({ view, faults, desk }: Props) {
  const { w } = desk;
  const { invoice } = view;
  if (!view.offersInvoice) return null;
  const chosen = invoice?.kind ?? "none";
  const isWrong = Object.keys(faults).some((field) => field.startsWith("invoice"));
  return (
    <details className="note inv" open={invoice !== null || isWrong}>
      <summary>
        {w.invoice.ask} <small>{w.optional}</small>
      </summary>
      <fieldset>
        <legend className="sr">{w.invoice.ask}</legend>
        <div className="seg">
          {kinds.map((kind) => (
            <label key={kind}>
              <input type="radio" name="invoiceKind" value={kind} defaultChecked={kind === chosen} />
              <span>{w.invoice.kinds[kind]}</span>
            </label>
          ))}
        </div>
        <div className="f invf">
          <Field
            desk={desk}
            name="invoiceTitle"
            label={w.invoice.title}
            value={invoice?.title ?? ""}
            fault={faults.invoiceTitle}
            autoComplete="organization"
            hint={w.invoice.titleHint}
            className="w"
          />
          <Field
            desk={desk}
            name="invoiceTaxNumber"
            label={w.invoice.taxNumber}
            value={invoice?.taxNumber ?? ""}
            fault={faults.invoiceTaxNumber}
            autoComplete="off"
            hint={w.invoice.taxNumberHint}
            className="w co"
          />
          <Field
            desk={desk}
            name="invoiceEmail"
            label={w.invoice.email}
            value={invoice?.email ?? ""}
            fault={faults.invoiceEmail}
            type="email"
            inputMode="email"
            autoComplete="email"
            hint={w.invoice.emailHint}
            isOptional={view.email !== ""}
            className="w"
          />
        </div>
      </fieldset>
    </details>
  );
}
