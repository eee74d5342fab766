"use client";

import type { LocationView } from "@hutong/inventory";
import { Badge, Button } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { addressLines } from "../../orders/address-lines.ts";
import type { Option } from "../../stores/option-lists.ts";
import { LocationDialog } from "./location-dialog.tsx";

/** Where customers can fetch their orders, and where they cannot yet. */
export function LocationList({
  countries,
  languages,
  home,
}: {
  countries: readonly Option[];
  languages: readonly Option[];
  home: string;
}) {
  const t = useTranslations("shipping");
  const { handle, role } = useStore();
  const forbidden = useReason()("forbidden");
  const trpc = useTRPC();
  const locations = useQuery(trpc.shipping.locations.queryOptions({ store: handle }));
  const [edited, setEdited] = useState<LocationView | null>(null);
  if (locations.isError)
    return <BlockFailure error={locations.error} onRetry={() => void locations.refetch()} />;
  return (
    <>
      <ul>
        {locations.data
          ?.filter((location) => location.isActive)
          .map((location) => (
            <li key={location.id} className="flex flex-wrap items-start gap-3 border-line border-t py-3.5">
              <div className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-2">
                  <b className="font-semibold">{location.name}</b>
                  <Badge
                    tone={location.isPickup ? "success" : "neutral"}
                    dot={location.isPickup ? "full" : "empty"}
                  >
                    {t(location.isPickup ? "pickup.on" : "pickup.off")}
                  </Badge>
                </span>
                <span className="block text-ink-3 text-small">
                  {location.address
                    ? addressLines({ ...location.address }).join(" · ")
                    : t("pickup.noAddress")}
                </span>
              </div>
              {role === "owner" ? (
                <Button
                  onClick={() => setEdited(location)}
                  aria-label={t("pickup.editOf", { name: location.name })}
                >
                  {t("pickup.edit")}
                </Button>
              ) : (
                <Button reason={forbidden}>{t("pickup.edit")}</Button>
              )}
            </li>
          ))}
      </ul>
      {edited ? (
        <LocationDialog
          key={edited.id}
          location={edited}
          countries={countries}
          languages={languages}
          home={home}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}
