"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { SignUpInput } from "@hutong/stores/schemas";
import { Button, Field, Input } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { signInHere } from "./sign-in-form.tsx";

/** Makes an account, signs in with it, and goes on to opening a store. */
export function SignUpForm() {
  const t = useTranslations("people");
  const locale = useLocale();
  const reason = useReason();
  const trpc = useTRPC();
  const signUp = useMutation(trpc.people.signUp.mutationOptions());
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(SignUpInput),
    mode: "onTouched",
    defaultValues: { name: "", email: "", password: "", locale },
  });
  const { errors, isSubmitting } = form.formState;
  const says = (code: string | undefined) => (code ? reason(code) : undefined);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await signUp.mutateAsync(values);
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, ["name", "email", "password"])) setFailure(error);
      return;
    }
    const answer = await signInHere(values.email, values.password);
    window.location.assign(answer.isIn ? paths.newStore() : paths.signIn());
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormFailure error={failure} />
      <Field label={t("fields.name")} error={says(errors.name?.message)}>
        <Input autoComplete="name" {...form.register("name")} />
      </Field>
      <Field label={t("fields.email")} error={says(errors.email?.message)}>
        <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
      </Field>
      <Field
        label={t("fields.password")}
        help={t("fields.passwordHelp")}
        error={says(errors.password?.message)}
      >
        <Input type="password" autoComplete="new-password" {...form.register("password")} />
      </Field>
      <Button type="submit" look="primary" size="field" wide isBusy={isSubmitting}>
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
