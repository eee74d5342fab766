"use client";

import type { LocationStock } from "@hutong/inventory";
import { adjustReasons, type StockState, stockStates } from "@hutong/inventory/schemas";
import { Button, Dialog, Field, Input, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";

interface Values {
  from: StockState | "";
  to: StockState | "";
  quantity: string;
  reason: (typeof adjustReasons)[number];
  note: string;
}

/** Adds units, takes them out or moves them between states, with a reason; says beforehand what comes of it. */
export function AdjustDialog({
  variantId,
  name,
  at,
  onClose,
}: {
  variantId: string;
  name: string;
  at: LocationStock;
  onClose: () => void;
}) {
  const t = useTranslations("inventory");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { from: "", to: "available", quantity: "", reason: "received", note: "" },
  });
  const [from, to] = useWatch({ control: form.control, name: ["from", "to"] });
  const adjust = useMutation(
    trpc.inventory.adjust.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.inventory.pathFilter());
        showToast(t("adjusted", { name }));
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit((values) => {
    const change = {
      ...{ variantId, locationId: at.locationId, quantity: Number(values.quantity) },
      ...{ from: values.from || null, to: values.to || null },
    };
    adjust.mutate({ store: handle, changes: [change], reason: values.reason, note: values.note, key });
  });
  const judge = (text: string): string | true => {
    if (!/^[1-9]\d{0,6}$/.test(text.trim())) return reason("quantity_invalid");
    if (from === to) return reason("stock_state_same");
    return from !== "" && Number(text) > at[from] ? reason("stock_short", { count: 1 }) : true;
  };
  const places = (none: string) => [
    ["", none] as const,
    ...stockStates.map(
      (state) => [state, t("stateWith", { state: t(`states.${state}`), count: at[state] })] as const,
    ),
  ];
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("adjustTitle", { name })}
      description={t("adjustNote", { location: at.locationName, count: at.onHand })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={adjust.isPending} onClick={submit}>
            {t(from && to ? "moveDo" : from ? "takeDo" : "addDo")}
          </Button>
        </>
      }
    >
      {adjust.error ? <FormFailure error={adjust.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("from")}>
            <Select {...form.register("from")}>
              <Options of={places(t("fromOutside"))} />
            </Select>
          </Field>
          <Field label={t("to")}>
            <Select {...form.register("to")}>
              <Options of={places(t("toOutside"))} />
            </Select>
          </Field>
          <Field label={t("units")} error={form.formState.errors.quantity?.message}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              {...form.register("quantity", { validate: judge })}
            />
          </Field>
          <Field label={t("reason")}>
            <Select {...form.register("reason")}>
              <Options of={adjustReasons.map((one) => [one, t(`reasons.${one}`)] as const)} />
            </Select>
          </Field>
        </div>
        <Field label={t("note")} aside={common("optional")}>
          <Input maxLength={500} autoComplete="off" {...form.register("note")} />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
