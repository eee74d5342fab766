"use client";

import type { SignedInUser } from "@hutong/stores";
import { Badge, Button, Field, Input, showToast } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { ResendVerification } from "./resend-verification.tsx";

/** One's own name, address and sessions. */
export function AccountPage({ user }: { user: SignedInUser }) {
  const t = useTranslations();
  const router = useRouter();
  const trpc = useTRPC();
  const [name, setName] = useState(user.name);
  const update = useMutation(
    trpc.people.update.mutationOptions({
      onSuccess: () => {
        showToast(t("common.saved"));
        router.refresh();
      },
    }),
  );
  const leave = useMutation(
    trpc.people.signOutEverywhere.mutationOptions({
      onSuccess: () => window.location.assign(paths.signIn()),
    }),
  );
  return (
    <div className="flex flex-col gap-8">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate({ name });
        }}
      >
        <FormFailure error={update.error} />
        <Field label={t("account.name")}>
          <Input
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <div className="flex items-center gap-2">
          <span className="truncate">{user.email}</span>
          <Badge tone={user.isVerified ? "success" : "warning"} dot={user.isVerified ? "full" : "empty"}>
            {t(user.isVerified ? "account.verified" : "account.unverified")}
          </Badge>
        </div>
        {user.isVerified ? null : <ResendVerification />}
        <Button type="submit" look="primary" size="field" isBusy={update.isPending}>
          {t("common.save")}
        </Button>
      </form>
      <section className="border-line border-t pt-5">
        <h2 className="font-semibold text-section">{t("account.sessionsTitle")}</h2>
        <p className="mb-3 text-ink-2">{t("account.sessionsNote")}</p>
        <Button isBusy={leave.isPending} onClick={() => leave.mutate()}>
          {t("account.signOutEverywhere")}
        </Button>
      </section>
    </div>
  );
}
