"use client";

import type { LocationView } from "@hutong/inventory";
import { Badge, Button, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { addressLines } from "../../orders/address-lines.ts";
import type { AccountNames } from "../payments/account-form.tsx";
import { SettingsFrame } from "../settings-frame.tsx";
import { LocationDialog } from "../shipping/location-dialog.tsx";
import { CloseLocationDialog } from "./close-location-dialog.tsx";
import { NewLocationDialog } from "./new-location-dialog.tsx";

/** Where a store keeps its goods: each place, what it is for, and what can be done with it. */
export function LocationsSettings({ names }: { names: AccountNames }) {
  const t = useTranslations("locations");
  const loading = useTranslations("common")("loading");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const locations = useQuery(trpc.locations.list.queryOptions({ store: handle }));
  const settings = useQuery(trpc.stores.settings.queryOptions({ store: handle }));
  const [edited, setEdited] = useState<LocationView | null>(null);
  const [closing, setClosing] = useState<LocationView | null>(null);
  const [isMaking, setMaking] = useState(false);
  const why = role === "owner" ? null : forbidden;
  return (
    <SettingsFrame part="locations">
      <div className="mb-3 flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-semibold text-section">{t("title")}</h2>
          <p className="text-ink-2">{t("note")}</p>
        </div>
        <Button icon="plus" reason={why} onClick={() => setMaking(true)}>
          {t("new")}
        </Button>
      </div>
      {locations.data && settings.data ? (
        <ul>
          {locations.data.map((location) => (
            <LocationRow
              key={location.id}
              location={location}
              why={why}
              onEdit={() => setEdited(location)}
              onClose={() => setClosing(location)}
            />
          ))}
        </ul>
      ) : locations.isError ? (
        <BlockFailure error={locations.error} onRetry={() => void locations.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={3} />
      )}
      <p className="mt-4 text-ink-2">
        {t.rich("pickupNote", {
          link: (words) => (
            <Link href={paths.settings(handle, "shipping")} className="underline underline-offset-2">
              {words}
            </Link>
          ),
        })}
      </p>
      {isMaking ? <NewLocationDialog onClose={() => setMaking(false)} /> : null}
      {closing ? (
        <CloseLocationDialog
          location={closing}
          others={(locations.data ?? []).filter((one) => one.isActive && one.id !== closing.id)}
          onClose={() => setClosing(null)}
        />
      ) : null}
      {edited && settings.data ? (
        <LocationDialog
          key={edited.id}
          location={edited}
          countries={names.countries}
          languages={names.languages.filter(([tag]) => settings.data.locales.includes(tag))}
          home={settings.data.country}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </SettingsFrame>
  );
}

function LocationRow({
  location,
  why,
  onEdit,
  onClose,
}: {
  location: LocationView;
  why: string | null;
  onEdit: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("locations");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, name, isDefault, isActive, isPickup, address } = location;
  const done = (words: string) => async () => {
    await queries.invalidateQueries(trpc.locations.pathFilter());
    await queries.invalidateQueries(trpc.inventory.pathFilter());
    showToast(words);
  };
  const makeDefault = useMutation(
    trpc.locations.makeDefault.mutationOptions({ onSuccess: done(t("madeDefault", { name })) }),
  );
  const reopen = useMutation(
    trpc.locations.reopen.mutationOptions({ onSuccess: done(t("reopened", { name })) }),
  );
  const failed = makeDefault.error ?? reopen.error;
  return (
    <li className="border-line border-t py-3.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <span className="flex flex-wrap items-center gap-2">
            <b className={`font-semibold ${isActive ? "" : "text-ink-3"}`}>{name}</b>
            {isDefault ? (
              <Badge tone="info" dot="full">
                {t("default")}
              </Badge>
            ) : null}
            {isPickup ? <Badge tone="success">{t("pickup")}</Badge> : null}
            {isActive ? null : <Badge>{t("closed")}</Badge>}
          </span>
          <span className="block text-ink-3 text-small">
            {address ? addressLines({ ...address }).join(" · ") : t("noAddress")}
          </span>
        </div>
        <span className="flex flex-wrap gap-2">
          {isActive ? (
            <>
              <Button reason={why} onClick={onEdit} aria-label={t("editOf", { name })}>
                {t("edit")}
              </Button>
              {isDefault ? null : (
                <>
                  <Button
                    reason={why}
                    isBusy={makeDefault.isPending}
                    onClick={() => makeDefault.mutate({ store: handle, id })}
                    aria-label={t("makeDefaultOf", { name })}
                  >
                    {t("makeDefault")}
                  </Button>
                  <Button reason={why} onClick={onClose} aria-label={t("closeOf", { name })}>
                    {t("close")}
                  </Button>
                </>
              )}
            </>
          ) : (
            <Button
              reason={why}
              isBusy={reopen.isPending}
              onClick={() => reopen.mutate({ store: handle, id })}
              aria-label={t("reopenOf", { name })}
            >
              {t("reopen")}
            </Button>
          )}
        </span>
      </div>
      {failed ? <FormFailure error={failed} /> : null}
    </li>
  );
}
