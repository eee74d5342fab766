"use client";

import type { ConsignmentKind } from "@hutong/inventory/schemas";
import { Button, Field, Input, PageHeader, Select, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { ConsignmentLines } from "./consignment-lines.tsx";
import { type ConsignmentValues, type Draft, inputOf, valuesOf } from "./consignment-values.ts";
import { ConsignmentBadge } from "./consignments-page.tsx";

/** A draft of a transfer or purchase order: what, how many, from where, to where; saved, or sent at once. */
export function ConsignmentForm({ kind, draft }: { kind: ConsignmentKind; draft: Draft | null }) {
  const t = useTranslations(`consignments.${kind}`);
  const both = useTranslations("consignments");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const { handle, currency } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const locations = useQuery(trpc.locations.list.queryOptions({ store: handle }));
  const open = (locations.data ?? []).filter((one) => one.isActive);
  const from = open[0]?.id ?? "";
  const to = kind === "purchase" ? from : (open[1]?.id ?? "");
  const form = useForm<ConsignmentValues>({
    mode: "onTouched",
    values: valuesOf(draft, from, to),
    resetOptions: { keepDirtyValues: true },
  });
  const [savedId, setSavedId] = useState(draft?.id ?? null);
  const save = useMutation(trpc.inventory.saveConsignment.mutationOptions());
  const send = useMutation(trpc.inventory.sendConsignment.mutationOptions());
  const close = useMutation(trpc.inventory.closeConsignment.mutationOptions());
  const refresh = () => queries.invalidateQueries(trpc.inventory.pathFilter());
  const submit = (isSent: boolean) =>
    form
      .handleSubmit(async (values) => {
        const saved = await save.mutateAsync({ store: handle, ...inputOf(values, kind, savedId, currency) });
        setSavedId(saved.id);
        if (isSent) await send.mutateAsync({ store: handle, id: saved.id });
        await refresh();
        showToast(isSent ? t("sentToast") : both("saved"));
        router.push(paths.consignment(handle, kind, saved.id));
      })()
      // What was refused stands above the form; what was saved before it is saved.
      .catch(refresh);
  const drop = async () => {
    if (savedId) await close.mutateAsync({ store: handle, id: savedId });
    await refresh();
    router.push(paths.consignments(handle, kind));
  };
  const failed = save.error ?? send.error ?? close.error;
  const fields = failureOf(failed)?.fields ?? {};
  const says = (field: string) => (fields[field] ? reason(fields[field]) : undefined);
  const place = (field: "fromLocationId" | "toLocationId") => (
    <Field label={both(field)} error={says(field)}>
      <Select {...form.register(field)}>
        <Options of={open.map((one) => [one.id, one.name] as const)} />
      </Select>
    </Field>
  );
  return (
    <>
      <PageHeader
        isLined
        isSticky
        back={<BackLink href={paths.consignments(handle, kind)}>{t("title")}</BackLink>}
        title={draft ? t("numbered", { number: draft.number }) : t("new")}
        badges={draft ? <ConsignmentBadge item={draft} /> : null}
        actions={
          <>
            {draft ? (
              <Button look="quiet" isBusy={close.isPending} onClick={drop}>
                {both("dropDraft")}
              </Button>
            ) : null}
            <Button isBusy={save.isPending} onClick={() => submit(false)}>
              {both("saveDraft")}
            </Button>
            <Button look="primary" isBusy={send.isPending} onClick={() => submit(true)}>
              {t("send")}
            </Button>
          </>
        }
      />
      <div className="flex w-full max-w-[820px] flex-col gap-6 px-7 py-6 max-md:px-4">
        {failed ? <FormFailure error={failed} /> : null}
        {locations.data && kind === "transfer" && open.length < 2 ? (
          <p className="text-warning">{both("oneLocation")}</p>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2">
          {kind === "transfer" ? (
            place("fromLocationId")
          ) : (
            <Field label={both("supplier")} error={says("supplier")}>
              <Input maxLength={200} autoComplete="off" {...form.register("supplier")} />
            </Field>
          )}
          {place("toLocationId")}
          <Field label={both("expectedOn")} aside={common("optional")} error={says("expectedOn")}>
            <Input type="date" {...form.register("expectedOn")} />
          </Field>
          <Field label={t("reference")} aside={common("optional")}>
            <Input maxLength={200} autoComplete="off" {...form.register("reference")} />
          </Field>
        </div>
        <ConsignmentLines kind={kind} form={form} refused={says} />
        <Field label={both("note")} aside={common("optional")}>
          <Textarea rows={2} className="min-h-16" maxLength={1000} {...form.register("note")} />
        </Field>
      </div>
    </>
  );
}
