"use client";

import { Banner, Button } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { paths } from "../../shell/paths.ts";
import { ResendVerification } from "./resend-verification.tsx";

/** Uses the mailed link. A script does it and not the address itself, since mail scanners open addresses. */
export function VerifyEmail({ token, isSignedIn }: { token: string; isSignedIn: boolean }) {
  const t = useTranslations("people.verify");
  const says = useFailureText();
  const trpc = useTRPC();
  const verify = useMutation(trpc.people.verifyEmail.mutationOptions());
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    verify.mutate({ token });
  }, [verify, token]);

  if (verify.isSuccess)
    return (
      <div className="flex flex-col gap-4">
        <Banner tone="success" title={t("done")}>
          {t("doneNote")}
        </Banner>
        <Button asChild look="primary" size="field" wide>
          <Link href={isSignedIn ? paths.newStore() : paths.signIn(paths.newStore())}>{t("go")}</Link>
        </Button>
      </div>
    );
  if (verify.isError)
    return (
      <div className="flex flex-col gap-4">
        <Banner tone="danger" title={t("failedTitle")}>
          {says(verify.error)}
        </Banner>
        {isSignedIn ? <ResendVerification /> : <p className="text-ink-2">{t("signInFirst")}</p>}
      </div>
    );
  return <p role="status">{t("working")}</p>;
}
