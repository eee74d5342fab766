"use client";

import { useChinaAreas } from "./use-china-areas.ts";

/** What fields of a city and a district offer while one types: lists `${id}-cities` and `${id}-districts`. Other texts are taken too. */
export function AreaOptions({
  id,
  country,
  province,
  city,
}: {
  id: string;
  country: string;
  province: string;
  city: string;
}) {
  const areas = useChinaAreas(country, province);
  const districts = areas.find(([name]) => name === city)?.[1] ?? [];
  return (
    <>
      <datalist id={`${id}-cities`}>
        {areas.map(([name]) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={`${id}-districts`}>
        {districts.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
