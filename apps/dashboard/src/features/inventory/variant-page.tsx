"use client";

import type { LocationStock, VariantStock } from "@hutong/inventory";
import { Block, Button, PageHeader, SkeletonRows, Thumb } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { LowAtField } from "./low-at-field.tsx";
import { MovementList } from "./movement-list.tsx";
import { StockBadge } from "./stock-columns.tsx";

const shownStates = [
  ...(["available", "reserved", "committed", "safetyStock", "qualityControl", "damaged"] as const),
] as const;

/** One variant: its units at each location, state by state, and everything that ever moved them. */
export function VariantPage({
  id,
  query,
}: {
  id: string;
  query: { location: string | null; cursor: string | null };
}) {
  const t = useTranslations("inventory");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const view = useQuery(trpc.inventory.variant.queryOptions({ store: handle, id }));
  const [adjusted, setAdjusted] = useState<LocationStock | null>(null);
  const back = <BackLink href={paths.inventory(handle)}>{t("title")}</BackLink>;
  if (!view.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        {view.isError ? (
          <BlockFailure error={view.error} onRetry={() => void view.refetch()} />
        ) : (
          <SkeletonRows label={loading} count={5} />
        )}
      </>
    );
  const variant = view.data;
  const name = [variant.title, variant.options].filter(Boolean).join(" · ");
  return (
    <>
      <PageHeader
        isLined
        back={back}
        title={name}
        actions={
          <Button asChild>
            <Link href={paths.product(handle, variant.productId)}>{t("seeProduct")}</Link>
          </Button>
        }
      />
      <div className="w-full max-w-[1180px] px-7 pt-5 pb-12 max-md:px-4">
        <Facts variant={variant} />
        <Block title={t("byLocation")}>
          <ul className="border-line border-t">
            {variant.locations.map((at) => (
              <AtLocation key={at.locationId} variantId={id} at={at} onAdjust={() => setAdjusted(at)} />
            ))}
          </ul>
        </Block>
        <MovementList variantId={id} locations={variant.locations} query={query} />
      </div>
      {adjusted ? (
        <AdjustDialog variantId={id} name={name} at={adjusted} onClose={() => setAdjusted(null)} />
      ) : null}
    </>
  );
}

function Facts({ variant }: { variant: VariantStock }) {
  const t = useTranslations("inventory");
  const { handle } = useStore();
  const { money } = useFormats();
  const { sku, barcode, picture, lastCost } = variant;
  const facts = [
    sku ? t("skuIs", { sku }) : null,
    barcode ? t("barcodeIs", { barcode }) : null,
    lastCost ? t("lastCost", { amount: money(lastCost) }) : null,
  ].filter(Boolean);
  return (
    <div className="mb-6 flex items-center gap-3.5">
      <Thumb src={picture ? paths.file(handle, picture, 160) : null} alt="" size={52} />
      <p className="min-w-0 break-words text-ink-2">
        {facts.length > 0 ? facts.join(" · ") : t("noNumbers")}
      </p>
    </div>
  );
}

function AtLocation({
  variantId,
  at,
  onAdjust,
}: {
  variantId: string;
  at: LocationStock;
  onAdjust: () => void;
}) {
  const t = useTranslations("inventory");
  const forbidden = useReason()("forbidden");
  const { role } = useStore();
  const { count } = useFormats();
  return (
    <li className="border-line border-b py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <b className="font-semibold text-section">{at.locationName}</b>
        <StockBadge item={at} />
        {at.isTracked ? null : <span className="text-ink-3">{t("notCountedHere")}</span>}
        <span className="ml-auto flex items-center gap-2">
          <Button
            reason={role === "staff" ? forbidden : null}
            onClick={onAdjust}
            aria-label={t("adjustAt", { location: at.locationName })}
          >
            {t("adjust")}
          </Button>
        </span>
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4 lg:grid-cols-8">
        <Fact label={t("columns.onHand")} value={count(at.onHand)} isMain />
        {shownStates.map((state) => (
          <Fact
            key={state}
            label={t(`states.${state}`)}
            value={count(at[state])}
            isMain={state === "available"}
          />
        ))}
        <Fact label={t("columns.incoming")} value={count(at.incoming)} />
      </dl>
      {at.isTracked ? <LowAtField variantId={variantId} at={at} /> : null}
    </li>
  );
}

function Fact({ label, value, isMain = false }: { label: string; value: string; isMain?: boolean }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-small">{label}</dt>
      <dd
        className={`tabular-nums ${isMain ? "font-semibold text-section" : value === "0" ? "text-ink-3" : ""}`}
      >
        {value}
      </dd>
    </div>
  );
}
