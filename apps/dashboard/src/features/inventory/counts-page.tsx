"use client";

import type { CountItem } from "@hutong/inventory";
import { Badge, Button, Dialog, EmptyState, Field, Input, Second, Select, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList, type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { InventoryFrame } from "./inventory-frame.tsx";

/** Counts of what lies at the locations, the newest first. */
export function CountsPage({ before }: { before: number | null }) {
  const t = useTranslations("counts");
  const loading = useTranslations("common")("loading");
  const both = useTranslations("consignments");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const columns = useColumns();
  const [isBeginning, setBeginning] = useState(false);
  const list = useQuery(
    trpc.inventory.counts.queryOptions(
      { store: handle, ...(before ? { before } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = list.data?.items;
  return (
    <InventoryFrame
      part="counts"
      actions={
        <Button
          look="primary"
          icon="plus"
          reason={role === "staff" ? forbidden : null}
          onClick={() => setBeginning(true)}
        >
          {t("begin")}
        </Button>
      }
    >
      {list.isError ? (
        <BlockFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <EmptyState title={t("emptyTitle")} picture={<StillLife />}>
          {t("emptyNote")}
        </EmptyState>
      ) : (
        <div className="pt-3">
          <DataList
            label={t("title")}
            columns={columns}
            rows={items}
            numberColumns={["lines", "different"]}
            isStale={list.isPlaceholderData}
            card={(item) => <Card item={item} />}
          />
        </div>
      )}
      {list.data?.nextBefore ? (
        <footer className="mt-auto flex justify-end px-7 py-3 max-md:px-4">
          <Button asChild>
            <Link href={paths.counts(handle, { before: list.data.nextBefore })}>{both("older")}</Link>
          </Button>
        </footer>
      ) : null}
      {isBeginning ? <BeginDialog onClose={() => setBeginning(false)} /> : null}
    </InventoryFrame>
  );
}

function useColumns(): ListColumn<CountItem>[] {
  const t = useTranslations("counts.columns");
  return useMemo(
    () => [
      { id: "count", header: t("count"), cell: ({ row }) => <NameCell item={row.original} /> },
      { id: "location", header: t("location"), cell: ({ row }) => row.original.location.name },
      { id: "state", header: t("state"), cell: ({ row }) => <CountBadge item={row.original} /> },
      { id: "lines", header: t("lines"), cell: ({ row }) => row.original.lines },
      { id: "different", header: t("different"), cell: ({ row }) => row.original.different },
    ],
    [t],
  );
}

function NameCell({ item }: { item: CountItem }) {
  const t = useTranslations("counts");
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <>
      <Link href={paths.count(handle, item.id)} className={rowLink}>
        {item.name || t("numbered", { number: item.number })}
      </Link>
      <Second suppressHydrationWarning>{dayAndTime(item.createdAt)}</Second>
    </>
  );
}

/** Whether a count is going on. */
export function CountBadge({ item }: { item: Pick<CountItem, "state"> }) {
  const t = useTranslations("counts.states");
  if (item.state === "open")
    return (
      <Badge tone="info" dot="half">
        {t("open")}
      </Badge>
    );
  return item.state === "committed" ? (
    <Badge tone="success" dot="full">
      {t("committed")}
    </Badge>
  ) : (
    <Badge>{t("cancelled")}</Badge>
  );
}

function Card({ item }: { item: CountItem }) {
  const t = useTranslations("counts");
  return (
    <div className="relative">
      <NameCell item={item} />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2 text-ink-2">
        {t("summary", { location: item.location.name, lines: item.lines, different: item.different })}
        <CountBadge item={item} />
      </div>
    </div>
  );
}

function BeginDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("counts");
  const common = useTranslations("common");
  const router = useRouter();
  const { handle } = useStore();
  const trpc = useTRPC();
  const locations = useQuery(trpc.locations.list.queryOptions({ store: handle }));
  const form = useForm<{ locationId: string; name: string }>({ defaultValues: { locationId: "", name: "" } });
  const begin = useMutation(
    trpc.inventory.beginCount.mutationOptions({
      onSuccess: ({ id }) => router.push(paths.count(handle, id)),
    }),
  );
  const open = (locations.data ?? []).filter((one) => one.isActive);
  const submit = form.handleSubmit(({ locationId, name }) =>
    begin.mutate({ store: handle, locationId: locationId || (open[0]?.id ?? ""), name }),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("begin")}
      description={t("beginNote")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={begin.isPending} onClick={submit}>
            {t("beginDo")}
          </Button>
        </>
      }
    >
      {begin.error ? <FormFailure error={begin.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label={t("columns.location")}>
          <Select {...form.register("locationId")}>
            <Options of={open.map((one) => [one.id, one.name] as const)} />
          </Select>
        </Field>
        <Field label={t("name")} aside={common("optional")}>
          <Input maxLength={100} autoComplete="off" {...form.register("name")} />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
