import type { CheckoutView } from "@hutong/checkout";
import { provinceCode, subdivisionsOf } from "@hutong/pricing/shipping";
import { ChinaArea, PasteBox } from "./china-area.tsx";
import type { Desk } from "./desk.tsx";
import { Field, type FieldProps, SelectField } from "./field.tsx";
import { countryNames } from "./regions.ts";

interface Props {
  readonly view: Pick<CheckoutView, "address" | "countries" | "email" | "phone"> &
    Partial<Pick<CheckoutView, "delivery">>;
  readonly faults: Readonly<Record<string, string>>;
  readonly desk: Desk;
  /** An address by itself, as in a customer's book: without an e-mail address, with the phone beside it. */
  readonly isAlone?: boolean;
}

type Given = Pick<FieldProps, "name" | "label" | "value" | "autoComplete"> & Partial<FieldProps>;

function fieldOf({ desk, faults }: Props): (given: Given) => React.ReactNode {
  return (given) => (
    <Field
      key={given.name}
      desk={desk}
      fault={faults[given.name] ?? faults[`address.${given.name}`]}
      {...given}
    />
  );
}

function Country({ view, desk }: Props) {
  const { w, visit } = desk;
  const list = countryNames(visit.locale, view.countries);
  if (list.length < 2) return <input type="hidden" name="country" value={view.address.country} />;
  return (
    <div className="fl w country">
      <label htmlFor="country">{w.labels.country}</label>
      <span className="sel">
        <select
          id="country"
          name="country"
          defaultValue={view.address.country}
          autoComplete="country"
          data-country=""
        >
          {list.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <button className="sm" type="submit" name="change" value="country" formNoValidate data-nojs="">
          {w.changeCountry}
        </button>
      </span>
    </div>
  );
}

function Province(props: Props & { readonly label: string }) {
  const { view, desk, faults, label } = props;
  const { country, province } = view.address;
  const given = {
    name: "province",
    label,
    value: provinceCode(country, province),
    autoComplete: "address-level1",
    fault: faults.province ?? faults["address.province"],
    desk,
  };
  const options = subdivisionsOf(country);
  return options.length > 0 ? <SelectField {...given} options={options} /> : <Field {...given} />;
}

/** Who fetches it, or gets it without a parcel, and how to reach them. */
function PersonFields(props: Props) {
  const { view, desk } = props;
  const { w } = desk;
  const field = fieldOf(props);
  const isChina = view.address.country === "CN";
  const phone = field({
    name: "phone",
    label: w.labels.phone,
    value: view.phone || view.address.phone,
    type: "tel",
    inputMode: "tel",
    autoComplete: "tel",
    isOptional: !isChina || view.delivery?.kind === "none",
  });
  const email = field({
    name: "email",
    label: w.labels.email,
    value: view.email,
    type: "email",
    inputMode: "email",
    autoComplete: "email",
    isOptional: isChina && view.delivery?.kind !== "none",
    hint: w.hints.email,
  });
  return (
    <section>
      <h2>{w.contact}</h2>
      <div className="f">
        {/* What was typed for a parcel is there again for whoever changes their mind. */}
        {(["country", "province", "city", "district", "line1", "line2", "postcode"] as const).map((part) => (
          <input key={part} type="hidden" name={part} value={view.address[part]} />
        ))}
        {isChina ? phone : email}
        {field({ name: "name", label: w.personName, value: view.address.name, autoComplete: "name" })}
        {isChina ? email : phone}
      </div>
    </section>
  );
}

/** 手机号、收货人、省市区、详细地址: the order people say them in. */
function ChinaFields(props: Props) {
  const { view, desk } = props;
  const { w } = desk;
  const { address } = view;
  const field = fieldOf(props);
  return (
    <div className="f cn">
      <PasteBox desk={desk} />
      <Country {...props} />
      {field({
        name: "phone",
        label: w.labels.phone,
        value: view.phone || address.phone,
        type: "tel",
        inputMode: "tel",
        autoComplete: "tel",
        hint: w.hints.phone,
      })}
      {field({ name: "name", label: w.labels.name, value: address.name, autoComplete: "name" })}
      <ChinaArea
        address={address}
        faults={props.faults}
        desk={desk}
        fields={
          <>
            <Province {...props} label={w.labels.province} />
            {field({
              name: "city",
              label: w.labels.city,
              value: address.city,
              autoComplete: "address-level2",
              list: "cities",
            })}
            {field({
              name: "district",
              label: w.labels.district,
              value: address.district,
              autoComplete: "address-level3",
              list: "districts",
            })}
          </>
        }
      />
      {field({
        name: "line1",
        label: w.labels.line1,
        value: address.line1,
        autoComplete: "street-address",
        hint: w.hints.line1,
      })}
      {!props.isAlone &&
        field({
          name: "email",
          label: w.labels.email,
          value: view.email,
          type: "email",
          inputMode: "email",
          autoComplete: "email",
          isOptional: true,
          hint: w.hints.email,
        })}
    </div>
  );
}

function Phone(props: Props) {
  const { w } = props.desk;
  return fieldOf(props)({
    name: "phone",
    label: w.intlLabels.phone,
    value: props.view.phone,
    type: "tel",
    inputMode: "tel",
    autoComplete: "tel",
    isOptional: true,
    className: "w",
  });
}

function WorldFields(props: Props) {
  const { view, desk } = props;
  const { w } = desk;
  const { address } = view;
  const field = fieldOf(props);
  return (
    <div className="f">
      <Country {...props} />
      {field({
        name: "name",
        label: w.labels.name,
        value: address.name,
        autoComplete: "name",
        className: "w",
      })}
      {field({
        name: "line1",
        label: w.intlLabels.line1,
        value: address.line1,
        autoComplete: "address-line1",
        className: "w",
      })}
      {field({
        name: "line2",
        label: w.intlLabels.line2,
        value: address.line2,
        autoComplete: "address-line2",
        isOptional: true,
        className: "w",
      })}
      <div className="t">
        {field({
          name: "city",
          label: w.intlLabels.city,
          value: address.city,
          autoComplete: "address-level2",
        })}
        <Province {...props} label={w.intlLabels.province} />
        {field({
          name: "postcode",
          label: w.labels.postcode,
          value: address.postcode,
          autoComplete: "postal-code",
        })}
      </div>
      {props.isAlone && <Phone {...props} />}
    </div>
  );
}

/** An address by itself, in the form that its country wants. */
export function AddressAlone(props: Props) {
  const isChina = props.view.address.country === "CN";
  return isChina ? <ChinaFields {...props} isAlone /> : <WorldFields {...props} isAlone />;
}

/** Contact and address, in the form that their country wants. */
export function AddressFields(props: Props) {
  const { view, desk } = props;
  const { w } = desk;
  if (view.delivery?.kind !== "ship") return <PersonFields {...props} />;
  if (view.address.country === "CN") {
    return (
      <section>
        <h2>{w.deliverTo}</h2>
        <ChinaFields {...props} />
      </section>
    );
  }
  const field = fieldOf(props);
  return (
    <>
      <section>
        <h2>{w.contact}</h2>
        <div className="f">
          {field({
            name: "email",
            label: w.labels.email,
            value: view.email,
            type: "email",
            inputMode: "email",
            autoComplete: "email",
            hint: w.hints.email,
            className: "w",
          })}
          <Phone {...props} />
        </div>
      </section>
      <section>
        <h2>{w.deliverTo}</h2>
        <WorldFields {...props} />
      </section>
    </>
  );
}
