"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { DifferenceView } from "@hutong/payments";
import { ResolveDifferenceInput } from "@hutong/payments/schemas";
import { Button, Dialog, Field, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** Asks how a difference was dealt with, and closes it with that note. */
export function ResolveDialog({ difference, onClose }: { difference: DifferenceView; onClose: () => void }) {
  const t = useTranslations();
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm({
    resolver: zodResolver(ResolveDifferenceInput),
    defaultValues: { id: difference.id, note: "" },
  });
  const resolve = useMutation(
    trpc.settlement.resolve.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        onClose();
        showToast(t("settlement.resolvedToast"));
      },
    }),
  );
  const wrong = form.formState.errors.note?.message;
  const submit = form.handleSubmit((values) => resolve.mutate({ store: handle, ...values }));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("settlement.resolveTitle")}
      description={t("settlement.resolveNote")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isBusy={resolve.isPending} onClick={submit}>
            {t("settlement.resolveDo")}
          </Button>
        </>
      }
    >
      <FormFailure error={resolve.error} />
      <Field label={t("settlement.noteLabel")} error={wrong ? reason(wrong) : undefined}>
        <Textarea rows={3} maxLength={500} {...form.register("note")} />
      </Field>
    </Dialog>
  );
}
