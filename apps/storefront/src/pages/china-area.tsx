import { chinaAreas } from "@hutong/pricing/china/areas";
import { provinceCode } from "@hutong/pricing/shipping";
import { Icon } from "@hutong/sections";
import type { ReactNode } from "react";
import { fieldMessage } from "../words/index.ts";
import type { Desk } from "./desk.tsx";

interface Address {
  readonly province: string;
  readonly city: string;
  readonly district: string;
}

/** A box for a line that was copied elsewhere; there with script alone. */
export function PasteBox({ desk }: { readonly desk: Desk }) {
  const { paste } = desk.w;
  return (
    <div className="paste w" data-paste="" data-all={paste.all} data-some={paste.some} data-none={paste.none}>
      <Icon name="scan" size={20} />
      <label htmlFor="paste">
        {paste.label}
        <small>{paste.example}</small>
      </label>
      <button type="button" className="sm" data-act="paste">
        {paste.button}
      </button>
      <textarea id="paste" rows={3} maxLength={1000} autoComplete="off" placeholder={paste.placeholder} />
      <p role="status" className="hint" />
    </div>
  );
}

function options(id: string, names: readonly string[]) {
  return (
    <datalist id={id} data-part={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}

/**
 * 省, 市 and 区县: `fields` to type in, which script (islands/china) puts behind one button with lists. A place that no list
 * knows can be typed always.
 */
export function ChinaArea({
  address,
  faults,
  desk,
  fields,
}: {
  readonly address: Address;
  readonly faults: Readonly<Record<string, string>>;
  readonly desk: Desk;
  readonly fields: ReactNode;
}) {
  const { area, choose } = desk.w;
  const province = provinceCode("CN", address.province);
  const names = [province, address.city === province ? "" : address.city, address.district].filter(Boolean);
  const cities = chinaAreas().get(province) ?? [];
  const districts = cities.find(([city]) => city === address.city)?.[1] ?? [];
  const faulty = (["province", "city", "district"] as const).find(
    (part) => faults[part] ?? faults[`address.${part}`],
  );
  const fault = faulty && (faults[faulty] ?? faults[`address.${faulty}`]);
  return (
    <div
      className="area"
      data-area=""
      data-choose={choose}
      data-title={area.title}
      data-close={area.close}
      data-typed={area.typed}
    >
      <div className="fl region w">
        <span className="lb" id="area-label">
          {area.label}
        </span>
        <button
          type="button"
          id="area"
          className="open-area"
          data-act="choose"
          aria-haspopup="dialog"
          aria-labelledby="area-label area-value"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? "area-fault" : undefined}
        >
          <span id="area-value" data-value="">
            {names.join(" ") || choose}
          </span>
          <span aria-hidden="true" className="chev" />
        </button>
        {faulty && fault && (
          <p className="em" id="area-fault" role="alert">
            {fieldMessage(desk.w, faulty, fault)}
          </p>
        )}
      </div>
      <div className="typed">
        {fields}
        <button type="button" className="sm back" data-act="list">
          {area.fromList}
        </button>
      </div>
      {options(
        "cities",
        cities.map(([city]) => city),
      )}
      {options("districts", districts)}
    </div>
  );
}
