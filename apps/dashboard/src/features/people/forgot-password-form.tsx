"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { RequestPasswordResetInput } from "@hutong/stores/schemas";
import { Banner, Button, Field, Input } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";

/** Asks for a reset link; says the same whether or not there is an account. */
export function ForgotPasswordForm() {
  const t = useTranslations("people");
  const reason = useReason();
  const trpc = useTRPC();
  const request = useMutation(trpc.people.requestPasswordReset.mutationOptions());
  const form = useForm({
    resolver: zodResolver(RequestPasswordResetInput),
    mode: "onTouched",
    defaultValues: { email: "" },
  });
  const wrong = form.formState.errors.email?.message;

  if (request.isSuccess)
    return (
      <Banner tone="success" icon="mail" title={t("forgot.sentTitle")}>
        {t("forgot.sentNote", { email: request.variables.email })}
      </Banner>
    );
  return (
    <form
      onSubmit={form.handleSubmit((values) => request.mutate(values))}
      noValidate
      className="flex flex-col gap-4"
    >
      <FormFailure error={request.error} />
      <Field label={t("fields.email")} error={wrong ? reason(wrong) : undefined}>
        <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
      </Field>
      <Button type="submit" look="primary" size="field" wide isBusy={request.isPending}>
        {t("forgot.submit")}
      </Button>
    </form>
  );
}
