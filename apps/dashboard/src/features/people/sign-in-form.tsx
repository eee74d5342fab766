"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { SignInInput } from "@hutong/stores/schemas";
import { Banner, Button, Field, Input } from "@hutong/ui";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import { paths } from "../../shell/paths.ts";

/** Signs in by e-mail and password and goes on to `to`. */
export function SignInForm({ to, note }: { to: string; note?: string | undefined }) {
  const t = useTranslations("people");
  const reason = useReason();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(SignInInput),
    mode: "onTouched",
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const says = (code: string | undefined) => (code ? reason(code) : undefined);

  const submit = form.handleSubmit(async ({ email, password }) => {
    setRefusal(null);
    const answer = await signInHere(email, password);
    if (answer.isIn) window.location.assign(to);
    else setRefusal(reason(answer.code, { minutes: answer.minutes }));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {refusal ? <Banner tone="danger" title={refusal} /> : note ? <Banner tone="info" title={note} /> : null}
      <Field label={t("fields.email")} error={says(errors.email?.message)}>
        <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
      </Field>
      <Field
        label={t("fields.password")}
        error={says(errors.password?.message)}
        aside={
          <Link href={paths.forgotPassword()} className="text-accent-text hover:underline">
            {t("signIn.forgot")}
          </Link>
        }
      >
        <Input type="password" autoComplete="current-password" {...form.register("password")} />
      </Field>
      <Button type="submit" look="primary" size="field" wide isBusy={isSubmitting}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}

/** Asks next-auth for a session; answers a code when it is refused. */
export async function signInHere(
  email: string,
  password: string,
): Promise<{ isIn: true } | { isIn: false; code: string; minutes: number }> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok) return { isIn: true };
    const [code, minutes] = (answer?.error ?? "internal").split(":");
    return { isIn: false, code: code ?? "internal", minutes: Number(minutes ?? 15) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { isIn: false, code: "offline", minutes: 0 };
  }
}
