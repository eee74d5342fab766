"use client";

import type { ProvinceAreas } from "@hutong/pricing/china";
import { useQuery } from "@tanstack/react-query";

const none: ProvinceAreas = [];

/** Cities and districts of a Chinese province, fetched with the first one that is asked for; none elsewhere, and until they are there. */
export function useChinaAreas(country: string, province: string): ProvinceAreas {
  const { data } = useQuery({
    queryKey: ["china-areas"],
    queryFn: async () => (await import("@hutong/pricing/china/areas")).chinaAreas(),
    enabled: country === "CN" && province !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (country === "CN" && data?.get(province)) || none;
}
