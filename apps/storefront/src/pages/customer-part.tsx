import type { CheckoutView } from "@hutong/checkout";
import { accountWords } from "../words/account.ts";
import { addressLines } from "./address-lines.ts";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly view: CheckoutView;
  readonly desk: Desk;
}

/** Who is signed in and where they have things sent; for a guest the way to sign in and come back. */
export function CustomerPart({ view, desk }: Props) {
  const t = accountWords(desk.visit.locale);
  const { customer } = desk.visit;
  if (!view.customer || !customer)
    return (
      <p className="who">
        <a href={desk.path("/account/sign-in?next=/checkout")}>{t.fasterCheckout}</a>
      </p>
    );
  const { addresses } = view.customer;
  const isChosen = (line1: string, name: string) =>
    line1 === view.address.line1 && name === view.address.name;
  return (
    <>
      <p className="who">
        {t.signedInAs(customer.name || customer.email || customer.phone || "")}{" "}
        <a href={desk.path("/account")}>{t.account}</a>
      </p>
      {addresses.length > 1 && (
        <section>
          <h2>{t.savedAddresses}</h2>
          <ul className="pick">
            {addresses.map(({ id, address }) => {
              const [who, ...where] = addressLines(address, desk.visit.locale);
              return (
                <li key={id}>
                  <button
                    type="submit"
                    name="change"
                    value={`address ${id}`}
                    formNoValidate
                    aria-pressed={isChosen(address.line1, address.name)}
                  >
                    <b>{who}</b>
                    <small>{where.join(", ")}</small>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}

/** Whether what is typed goes into the customer's book once it is paid. */
export function SaveAddress({ view, desk }: Props) {
  if (!view.customer) return null;
  return (
    <label className="tick">
      <input
        type="checkbox"
        name="saveAddress"
        value="1"
        defaultChecked={view.customer.addresses.length === 0}
      />{" "}
      {accountWords(desk.visit.locale).saveThis}
    </label>
  );
}
