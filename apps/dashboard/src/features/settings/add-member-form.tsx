"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { AddMemberInput } from "@hutong/stores/schemas";
import { Button, Field, Input, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useRoleOptions } from "./member-settings.tsx";

/** Lets somebody with an account work in the store. */
export function AddMemberForm() {
  const t = useTranslations("settings.members");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = useRoleOptions();
  const add = useMutation(trpc.members.add.mutationOptions());
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(AddMemberInput),
    mode: "onTouched",
    defaultValues: { email: "", role: "staff" as const },
  });
  const role = useWatch({ control: form.control, name: "role" });
  const wrong = form.formState.errors.email?.message;

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await add.mutateAsync({ store: handle, ...values });
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, ["email", "role"])) setFailure(error);
      return;
    }
    await queries.invalidateQueries(trpc.members.pathFilter());
    form.reset();
    showToast(t("added"));
  });

  return (
    <form onSubmit={submit} noValidate className="border-line border-t pt-5">
      <h2 className="mb-3 font-semibold text-section">{t("add")}</h2>
      <div className="flex flex-col gap-4">
        <FormFailure error={failure} />
        <Field label={t("email")} help={t("emailHelp")} error={wrong ? reason(wrong) : undefined}>
          <Input type="email" inputMode="email" autoComplete="off" {...form.register("email")} />
        </Field>
        <Field label={t("role")} help={t(`roleNotes.${role}`)}>
          <Select {...form.register("role")}>
            <Options of={options} />
          </Select>
        </Field>
        <div>
          <Button type="submit" isBusy={add.isPending}>
            {t("addDo")}
          </Button>
        </div>
      </div>
    </form>
  );
}
