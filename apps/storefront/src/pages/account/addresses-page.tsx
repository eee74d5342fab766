import type { AddressView, SavedAddressView } from "@hutong/checkout";
import type { AppError } from "@hutong/kernel";
import { accountWords } from "../../words/account.ts";
import { AddressAlone } from "../address-fields.tsx";
import { addressLines } from "../address-lines.ts";
import type { Desk } from "../desk.tsx";
import { AccountFrame, Problem } from "./frame.tsx";

function Act({
  desk,
  to,
  id,
  label,
  what,
}: {
  desk: Desk;
  to: string;
  id: string;
  label: string;
  what: string;
}) {
  return (
    <form method="post" action={desk.path(to)}>
      <input type="hidden" name="id" value={id} />
      <button className="sm" type="submit" aria-label={`${label}, ${what}`}>
        {label}
      </button>
    </form>
  );
}

/** The customer's address book, the default one first. */
export function AddressesPage({
  desk,
  addresses,
  isSaved,
}: {
  desk: Desk;
  addresses: readonly SavedAddressView[];
  isSaved: boolean;
}) {
  const t = accountWords(desk.visit.locale);
  return (
    <AccountFrame desk={desk} tab="addresses" isSaved={isSaved}>
      {addresses.length === 0 && (
        <section className="none">
          <h2>{t.noAddresses}</h2>
          <p className="hint">{t.noAddressesText}</p>
        </section>
      )}
      <ul className="book">
        {addresses.map(({ id, address, isDefault }) => (
          <li key={id} className="box">
            {isDefault && <span className="chip">{t.isDefault}</span>}
            {addressLines(address, desk.visit.locale).map((line) => (
              <span key={line} className="ln">
                {line}
              </span>
            ))}
            <div className="row">
              <a
                className="sm"
                href={desk.path(`/account/addresses/${id}`)}
                aria-label={`${t.edit}, ${address.line1}`}
              >
                {t.edit}
              </a>
              {!isDefault && (
                <Act
                  desk={desk}
                  to="/account/addresses/default"
                  id={id}
                  label={t.makeDefault}
                  what={address.line1}
                />
              )}
              <Act desk={desk} to="/account/addresses/remove" id={id} label={t.remove} what={address.line1} />
            </div>
          </li>
        ))}
      </ul>
      <a className="b2" href={desk.path("/account/addresses/new")}>
        {t.addAddress}
      </a>
    </AccountFrame>
  );
}

/** One address, new or to be changed. */
export function AddressPage({
  desk,
  id,
  address,
  countries,
  isDefault,
  refusal,
}: {
  desk: Desk;
  /** Null: a new one. */
  id: string | null;
  address: AddressView;
  countries: readonly string[];
  isDefault: boolean;
  refusal: AppError | null;
}) {
  const t = accountWords(desk.visit.locale);
  const view = { address, countries, email: "", phone: address.phone };
  return (
    <AccountFrame desk={desk} tab="addresses">
      <form method="post" action={desk.path(`/account/addresses/${id ?? "new"}`)} noValidate>
        <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />
        <h2>{id ? t.editAddress : t.newAddress}</h2>
        <Problem desk={desk} refusal={refusal} />
        <AddressAlone view={view} faults={refusal?.fields ?? {}} desk={desk} />
        {!isDefault && (
          <label className="tick">
            <input type="checkbox" name="default" value="1" /> {t.defaultBox}
          </label>
        )}
        <div className="acts">
          <button className="pay" type="submit">
            {t.save}
          </button>
          <a className="b2" href={desk.path("/account/addresses")}>
            {t.cancel}
          </a>
        </div>
      </form>
    </AccountFrame>
  );
}
