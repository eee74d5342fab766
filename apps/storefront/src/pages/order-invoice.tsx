import type { OrderView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";

/** The 发票 that an order's customer asked for: what it says, and where it is. */
export function OrderInvoice({ invoice, desk }: { invoice: OrderView["invoice"]; desk: Desk }) {
  const { w, visit } = desk;
  if (!invoice) return null;
  const { request, issued } = invoice;
  const day = issued && new Date(`${issued.issuedOn}T00:00:00Z`);
  return (
    <section>
      <h2>{w.invoice.name}</h2>
      <p className="box" data-invoice={issued ? "issued" : "asked"}>
        {request && (
          <>
            {w.invoice.kinds[request.kind]} · {request.title}
            <br />
            {request.taxNumber && (
              <>
                {request.taxNumber}
                <br />
              </>
            )}
          </>
        )}
        {issued && day
          ? w.invoice.issued(
              issued.number,
              day.toLocaleDateString(visit.locale, { dateStyle: "medium", timeZone: "UTC" }),
            )
          : w.invoice.waits(request?.email ?? "")}
        {issued?.link && (
          <>
            <br />
            <a href={issued.link} rel="noopener noreferrer">
              {w.invoice.fetch}
            </a>
          </>
        )}
      </p>
    </section>
  );
}
