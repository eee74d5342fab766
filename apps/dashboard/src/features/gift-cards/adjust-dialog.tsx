"use client";

import type { StaffGiftCard } from "@hutong/gift-cards";
import { Button, Dialog, Field, Input, Radio, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AmountField, useReadAmount } from "../orders/amount-field.tsx";

interface Values {
  way: "add" | "take";
  amount: string;
  reason: string;
}

/** Adds to a card or takes from it, and asks why. */
export function AdjustDialog({ card, onClose }: { card: StaffGiftCard; onClose: () => void }) {
  const t = useTranslations("giftCards");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const { money } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<Values>({ mode: "onTouched", defaultValues: { way: "add", amount: "", reason: "" } });
  const way = useWatch({ control: form.control, name: "way" });
  const { currency, balance } = card;
  const most = way === "take" ? balance : Number.MAX_SAFE_INTEGER;
  const { read, validate } = useReadAmount({ amount: most, currency }, "gift_card_adjust_too_large");
  const adjust = useMutation(
    trpc.giftCards.adjust.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.giftCards.pathFilter());
        onClose();
        showToast(t("adjusted"));
      },
    }),
  );
  const submit = form.handleSubmit((values) => {
    const answer = read(values.amount);
    if (!("amount" in answer)) return;
    const amount = values.way === "take" ? -answer.amount : answer.amount;
    adjust.mutate({ store: handle, id: card.id, amount, reason: values.reason, key });
  });
  const { errors } = form.formState;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("adjustTitle", { last: card.last })}
      description={t("adjustNote", { amount: money({ amount: balance, currency }) })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={adjust.isPending} onClick={submit}>
            {t("adjustDo")}
          </Button>
        </>
      }
    >
      {adjust.error ? <FormFailure error={adjust.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <fieldset className="flex gap-6">
          <legend className="sr-only">{t("adjustWay")}</legend>
          <Radio value="add" {...form.register("way")} label={t("add")} />
          <Radio value="take" {...form.register("way")} label={t("take")} />
        </fieldset>
        <AmountField
          label={t("amount")}
          help={null}
          error={errors.amount?.message}
          currency={currency}
          field={form.register("amount", { validate })}
        />
        <Field label={t("reason")} error={errors.reason?.message}>
          <Input
            maxLength={300}
            autoComplete="off"
            {...form.register("reason", {
              validate: (text) => text.trim() !== "" || reason("reason_missing"),
            })}
          />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
