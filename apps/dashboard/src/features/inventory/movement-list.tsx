"use client";

import type { LocationStock, MovementView } from "@hutong/inventory";
import { adjustReasons } from "@hutong/inventory/schemas";
import { Block, Button, Select, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

const kinds = [
  ...(["set", "adjust", "move", "count", "reserve", "release", "commit", "uncommit", "ship"] as const),
  ...(["send", "receive", "return"] as const),
] as const;
const states = [
  ...(["onHand", "available", "reserved", "committed", "damaged", "safetyStock", "qualityControl"] as const),
] as const;

/** What happened to a variant's stock: how many of what, where, who and why. */
export function MovementList({
  variantId,
  locations,
  query,
}: {
  variantId: string;
  locations: readonly LocationStock[];
  query: { location: string | null; cursor: string | null };
}) {
  const t = useTranslations("inventory");
  const common = useTranslations("common");
  const first = useTranslations("products")("first");
  const router = useRouter();
  const { handle } = useStore();
  const trpc = useTRPC();
  const { location, cursor } = query;
  const movements = useQuery(
    trpc.inventory.movements.queryOptions(
      {
        ...{ store: handle, variantId },
        ...(location ? { locationId: location } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const base = location ? { location } : {};
  const nextCursor = movements.data?.nextCursor;
  return (
    <Block
      title={t("history")}
      action={
        locations.length > 1 ? (
          <span className="block w-48">
            <Select
              aria-label={t("location")}
              value={location ?? ""}
              onChange={({ target }) =>
                router.push(
                  paths.variantStock(handle, variantId, target.value ? { location: target.value } : {}),
                  {
                    scroll: false,
                  },
                )
              }
            >
              <option value="">{t("everywhere")}</option>
              <Options of={locations.map((one) => [one.locationId, one.locationName] as const)} />
            </Select>
          </span>
        ) : null
      }
    >
      {movements.isError ? (
        <BlockFailure error={movements.error} onRetry={() => void movements.refetch()} />
      ) : !movements.data ? (
        <SkeletonRows label={common("loading")} count={4} />
      ) : movements.data.items.length === 0 ? (
        <p className="border-line border-t py-4 text-ink-3">{t("noHistory")}</p>
      ) : (
        <ul className={`border-line border-t ${movements.isPlaceholderData ? "opacity-60" : ""}`}>
          {movements.data.items.map((movement) => (
            <Movement key={movement.id} movement={movement} hasPlaces={locations.length > 1} />
          ))}
        </ul>
      )}
      {cursor || nextCursor ? (
        <p className="flex justify-end gap-2 pt-3">
          {cursor ? (
            <Button asChild>
              <Link href={paths.variantStock(handle, variantId, base)}>{first}</Link>
            </Button>
          ) : null}
          {nextCursor ? (
            <Button asChild>
              <Link href={paths.variantStock(handle, variantId, { ...base, cursor: nextCursor })}>
                {common("next")}
              </Link>
            </Button>
          ) : null}
        </p>
      ) : null}
    </Block>
  );
}

function Movement({ movement, hasPlaces }: { movement: MovementView; hasPlaces: boolean }) {
  const t = useTranslations("inventory");
  const { dayAndTime } = useFormats();
  const { reason, note, actor, at } = movement;
  const kind = kinds.find((one) => one === movement.kind);
  const known = adjustReasons.find((one) => one === reason);
  const why = known ? t(`reasons.${known}`) : reason === "location-closed" ? t("locationClosed") : null;
  const who =
    actor.name ??
    (actor.kind === "customer" || actor.kind === "guest"
      ? t("byCustomer")
      : actor.kind === ""
        ? null
        : t("bySystem"));
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b py-2.5">
      <span className="min-w-0 flex-1 basis-60">
        {kind ? t(`kinds.${kind}`) : movement.kind}
        {why ? ` · ${why}` : ""}
        <Document movement={movement} />
        {note ? <span className="block text-ink-2">{note}</span> : null}
        <span className="block text-ink-3 text-small" suppressHydrationWarning>
          {[hasPlaces ? movement.locationName : null, who, dayAndTime(at)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="flex flex-wrap justify-end gap-x-4 tabular-nums">
        {states.map((state) =>
          movement[state] === 0 ? null : (
            <span key={state}>
              <span className="text-ink-3 text-small">
                {state === "onHand" ? t("columns.onHand") : t(`states.${state}`)}{" "}
              </span>
              <b className="font-semibold">
                {movement[state] > 0 ? "+" : "−"}
                {Math.abs(movement[state])}
              </b>
            </span>
          ),
        )}
      </span>
    </li>
  );
}

function Document({ movement }: { movement: MovementView }) {
  const t = useTranslations("inventory");
  const { handle } = useStore();
  const { document } = movement;
  if (!document) return null;
  const { kind, id, number } = document;
  const href =
    kind === "order"
      ? paths.order(handle, id)
      : kind === "count"
        ? paths.count(handle, id)
        : paths.consignment(handle, kind as "transfer" | "purchase", id);
  return (
    <>
      {" · "}
      <Link href={href} className="underline underline-offset-2">
        {t(`documents.${kind as "order" | "count" | "transfer" | "purchase"}`, { number })}
      </Link>
    </>
  );
}
