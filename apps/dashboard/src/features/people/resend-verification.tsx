"use client";

import { Button, showToast } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";

/** Has the verification link sent again. */
export function ResendVerification() {
  const t = useTranslations("people.verify");
  const trpc = useTRPC();
  const resend = useMutation(
    trpc.people.resendVerification.mutationOptions({
      onSuccess: (isSent) => showToast(isSent ? t("resent") : t("alreadyDone")),
    }),
  );
  return (
    <div className="flex flex-col gap-3">
      <FormFailure error={resend.error} />
      <Button size="field" wide isBusy={resend.isPending} onClick={() => resend.mutate()}>
        {t("again")}
      </Button>
    </div>
  );
}
