"use client";

import { localized } from "@hutong/kernel";
import type { AccountForm as StoredAccount } from "@hutong/payments";
import { Banner, Button } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTRPC, useTRPCClient } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import { CheckNote } from "./check-note.tsx";
import { useSettingUp } from "./use-setting-up.ts";

/** How an account stands with its provider: what the last check said, or what is still missing and the way on. */
export function SetUpState({ stored, step }: { stored: StoredAccount; step: "back" | "again" | null }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const { dayAndTime } = useFormats();
  const { account, offer } = stored;
  const { id, checked, isReady } = account;
  const { state, leave } = useSettingUp();
  const check = useMutation(
    trpc.payments.check.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.payments.pathFilter()),
    }),
  );
  const goOn = () => leave(() => client.payments.resumeOnboarding.mutate({ store: handle, id }));

  // Coming back proves nothing: the provider is asked, once. From a page that is good no more a new one is made.
  const arrived = useRef(false);
  const arrive = useEffectEvent(() => {
    if (step === null || arrived.current || role !== "owner") return;
    arrived.current = true;
    router.replace(paths.payment(handle, id));
    if (step === "back") check.mutate({ store: handle, id });
    else void goOn();
  });
  useEffect(() => arrive(), []);

  const name = localized(offer.brand, locale);
  if (check.isPending || state.kind === "leaving")
    return (
      <div role="status" className="mb-3 max-w-[664px]">
        <Banner tone="info" title={t(check.isPending ? "asking" : "setUpLeaving", { name })} />
      </div>
    );
  const failure =
    state.kind === "refused" ? (
      <Banner tone="danger" title={localized(state.merchant, locale)} className="mb-3" />
    ) : (
      <FormFailure error={state.kind === "failed" ? state.error : check.error} />
    );
  if (isReady)
    return check.isSuccess ? (
      <div role="status" className="mb-3 max-w-[664px]">
        <Banner tone="success" title={t("setUpDone", { name })} />
      </div>
    ) : (
      <>
        {failure}
        <CheckNote check={checked} />
      </>
    );
  const missing = checked?.missing ?? [];
  const isOver = checked?.kind === "refused" && offer.onboardingMode !== null;
  const canGoOn = role === "owner" && offer.onboardingMode !== null && checked?.canGoOn !== false && !isOver;
  return (
    <div className="mb-3 flex max-w-[664px] flex-col gap-3">
      {failure}
      <section className="rounded-3 border border-line px-5 py-5" aria-label={t("setUpNotDone", { name })}>
        <h2 className="font-semibold text-section">
          {checked?.merchant ? localized(checked.merchant, locale) : t("setUpNotDone", { name })}
        </h2>
        <p className="mt-1 text-ink-2">{t("setUpHidden")}</p>
        {missing.length > 0 ? (
          <>
            <p className="mt-3 font-semibold">{t("setUpMissing", { name })}</p>
            <ul className="mt-1 list-disc pl-5">
              {missing.map((text) => (
                <li key={text.en}>{localized(text, locale)}</li>
              ))}
            </ul>
          </>
        ) : null}
        {role === "owner" ? (
          <div className="mt-4 flex flex-wrap items-center gap-3">
            {canGoOn ? (
              <Button look="primary" onClick={() => void goOn()}>
                {t("setUpGoOn", { name })}
              </Button>
            ) : null}
            {isOver ? (
              <Button asChild look="primary">
                <Link href={paths.newPayment(handle, offer.id)}>{t("setUpAgain", { name })}</Link>
              </Button>
            ) : null}
            <Button onClick={() => check.mutate({ store: handle, id })}>{t("checkAgain")}</Button>
            {checked ? (
              <span className="text-ink-3 text-small" suppressHydrationWarning>
                {t("checkedAt", { when: dayAndTime(new Date(checked.at)) })}
              </span>
            ) : null}
          </div>
        ) : null}
      </section>
    </div>
  );
}
