"use client";

import { type Place, subdivisionsOf } from "@hutong/pricing/shipping";
import { Button, Field, Icon, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Options } from "../../../shell/options.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { TickList } from "./tick-list.tsx";
import { useChinaAreas } from "./use-china-areas.ts";

const parts = (text: string) =>
  text
    .split(/[,，、;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Every combination of what was chosen: each city of each province, and so on; what is not said is left out. */
function placesOf(
  country: string,
  chosen: { province: string[]; city: string[]; district: string[]; postcode: string[] },
): Place[] {
  let places: Place[] = [{ country }];
  for (const part of ["province", "city", "district", "postcode"] as const) {
    if (chosen[part].length > 0)
      places = places.flatMap((place) => chosen[part].map((text) => ({ ...place, [part]: text })));
  }
  return places;
}

/** The places of a zone: those it has, to be taken out, and a way to add a country or parts of it. */
export function PlacesField({
  label,
  places,
  error,
  countries,
  nameOf,
  home,
  onChange,
}: {
  label: string;
  places: readonly Place[];
  error: string | undefined;
  countries: readonly Option[];
  nameOf: (place: Place) => string;
  /** The country that is offered first. */
  home: string;
  onChange: (places: Place[]) => void;
}) {
  const t = useTranslations("shipping");
  const [country, setCountry] = useState(home);
  const [provinces, setProvinces] = useState<string[]>([]);
  const [cities, setCities] = useState<string[]>([]);
  const [districts, setDistricts] = useState<string[]>([]);
  const [typed, setTyped] = useState({ province: "", city: "", district: "", postcode: "" });
  const listed = country === "*" ? [] : subdivisionsOf(country);
  // Cities are listed of one province, districts of one city: a combination of more would name places that are none.
  const areas = useChinaAreas(country, provinces.length === 1 ? provinces[0]! : "");
  const city = areas.length === 1 ? areas[0]![0] : cities.length === 1 ? cities[0] : undefined;
  const listedDistricts = areas.find(([name]) => name === city)?.[1] ?? [];
  const keys = new Set(places.map((place) => JSON.stringify(place)));

  const chooseProvinces = (chosen: string[]) => {
    setProvinces(chosen);
    chooseCities([]);
  };
  const chooseCities = (chosen: string[]) => {
    setCities(chosen);
    setDistricts([]);
  };
  const add = () => {
    const province = listed.length > 0 ? provinces : parts(typed.province);
    const found = placesOf(country, {
      province,
      city: [...cities, ...parts(typed.city)],
      district: [...districts, ...parts(typed.district)],
      postcode: parts(typed.postcode),
    });
    onChange([...places, ...found.filter((place) => !keys.has(JSON.stringify(place)))]);
    chooseProvinces([]);
    setTyped({ province: "", city: "", district: "", postcode: "" });
  };

  const text = (part: keyof typeof typed) => (
    <Field label={t(`parts.${part}`)}>
      <Input
        value={typed[part]}
        autoComplete="off"
        placeholder={t(`partHints.${part}`)}
        onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
      />
    </Field>
  );

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold">{label}</legend>
      {places.length === 0 ? <p className="mb-2 text-ink-3">{t("noPlaces")}</p> : null}
      <ul className="mb-3 flex flex-wrap gap-2">
        {places.map((place) => (
          <li
            key={JSON.stringify(place)}
            className="flex items-center gap-1 rounded-pill bg-neutral-soft py-0.5 pr-1 pl-3"
          >
            {nameOf(place)}
            <Button
              look="quiet"
              size="icon"
              className="size-7 max-md:size-11"
              aria-label={t("removePlace", { place: nameOf(place) })}
              onClick={() => onChange(places.filter((one) => one !== place))}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      {error ? (
        <p role="alert" className="mb-2 flex items-start gap-1.5 text-danger text-small">
          <Icon name="warning" size={16} className="mt-0.5" />
          {error}
        </p>
      ) : null}
      <div className="flex flex-col gap-3 rounded-2 border border-line p-4">
        <Field label={t("parts.country")}>
          <Select
            value={country}
            onChange={(event) => {
              setCountry(event.target.value);
              chooseProvinces([]);
            }}
          >
            <option value="*">{t("everywhereElse")}</option>
            <Options of={countries} />
          </Select>
        </Field>
        {country === "*" ? null : (
          <details>
            <summary className="cursor-pointer font-semibold text-accent-text">{t("onlyParts")}</summary>
            <p className="mt-1 mb-2 text-ink-3 text-small">{t("onlyPartsNote")}</p>
            {listed.length > 0 ? (
              <TickList
                label={t("parts.province")}
                names={listed.map(({ code, name }) => [code, name] as const)}
                chosen={provinces}
                onChange={chooseProvinces}
              />
            ) : null}
            {areas.length > 1 ? (
              <TickList
                label={t("citiesOf", { province: provinces[0]! })}
                names={areas.map(([name]) => [name, name] as const)}
                chosen={cities}
                onChange={chooseCities}
              />
            ) : null}
            {listedDistricts.length > 0 ? (
              <TickList
                label={t("districtsOf", { city: city ?? "" })}
                names={listedDistricts.map((name) => [name, name] as const)}
                chosen={districts}
                onChange={setDistricts}
              />
            ) : null}
            <div className="grid gap-3 sm:grid-cols-2">
              {listed.length > 0 ? null : text("province")}
              {text("city")}
              {text("district")}
              {text("postcode")}
            </div>
          </details>
        )}
        <div>
          <Button onClick={add}>
            <Icon name="plus" size={16} />
            {t("addPlaces")}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
