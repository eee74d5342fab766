"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { ResetPasswordInput } from "@hutong/stores/schemas";
import { Button, Field, Input } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";

/** Sets a new password with the token of a mailed link, then asks to sign in with it. */
export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations("people");
  const reason = useReason();
  const trpc = useTRPC();
  const reset = useMutation(
    trpc.people.resetPassword.mutationOptions({
      onSuccess: () => window.location.assign(paths.signInAfterReset()),
    }),
  );
  const form = useForm({
    resolver: zodResolver(ResetPasswordInput),
    mode: "onTouched",
    defaultValues: { token, password: "" },
  });
  const { errors } = form.formState;
  const says = (code: string | undefined) => (code ? reason(code) : undefined);
  return (
    <form
      onSubmit={form.handleSubmit((values) => reset.mutate(values))}
      noValidate
      className="flex flex-col gap-4"
    >
      <FormFailure error={reset.error} />
      <input type="hidden" {...form.register("token")} />
      <Field
        label={t("fields.newPassword")}
        help={t("fields.passwordHelp")}
        error={says(errors.password?.message ?? errors.token?.message)}
      >
        <Input type="password" autoComplete="new-password" {...form.register("password")} />
      </Field>
      <Button type="submit" look="primary" size="field" wide isBusy={reset.isPending || reset.isSuccess}>
        {t("reset.submit")}
      </Button>
    </form>
  );
}
