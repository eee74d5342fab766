"use client";

import { Button, Dialog, Field, Input, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

/** A further place where goods are kept; where it is is said by editing it. */
export function NewLocationDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("locations");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm<{ name: string }>({ defaultValues: { name: "" } });
  const create = useMutation(
    trpc.locations.create.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.locations.pathFilter());
        showToast(t("made"));
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit(({ name }) => create.mutate({ store: handle, name }));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("new")}
      description={t("newNote")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending} onClick={submit}>
            {t("newDo")}
          </Button>
        </>
      }
    >
      {create.error ? <FormFailure error={create.error} /> : null}
      <form onSubmit={submit} noValidate>
        <Field label={t("name")} help={t("nameHelp")} error={form.formState.errors.name?.message}>
          <Input
            maxLength={100}
            autoComplete="off"
            {...form.register("name", { validate: (text) => text.trim() !== "" || reason("name_missing") })}
          />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
