"use client";

import { localized } from "@hutong/kernel";
import type { PaymentChoices, ProviderOffer } from "@hutong/payments";
import { Banner, Button } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { useTRPCClient } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { type AccountValues, inputOf } from "./account-values.ts";
import { useSettingUp } from "./use-setting-up.ts";

type Path = Parameters<UseFormReturn<AccountValues>["setFocus"]>[0];

/** Opens an account of the merchant's own under the platform's, on the provider's page; or leads to a number to type. */
export function SetUpOffer({
  form,
  offer,
  choices,
  isOpen,
  onOther,
}: {
  form: UseFormReturn<AccountValues>;
  offer: ProviderOffer;
  choices: PaymentChoices;
  /** Else the number is typed, and this only leads back. */
  isOpen: boolean;
  onOther: () => void;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const reason = useReason();
  const client = useTRPCClient();
  const { handle } = useStore();
  const { state, leave } = useSettingUp();
  const name = localized(offer.brand, locale);
  const other = (
    <Button look="quiet" size="small" onClick={onOther}>
      {t(isOpen ? "setUpNumber" : "setUpInstead", { name })}
    </Button>
  );
  if (!isOpen) return <div>{other}</div>;
  const begin = form.handleSubmit(async (values) => {
    const { input, refusals } = inputOf(values, offer, choices);
    for (const [index, { path, code, params }] of refusals.entries())
      form.setError(path as Path, { message: reason(code, params) }, { shouldFocus: index === 0 });
    if (refusals.length > 0) return;
    const { provider, title, conditions } = input;
    await leave(() => client.payments.onboard.mutate({ store: handle, provider, title, conditions }));
  });
  return (
    <section
      className="flex flex-col gap-4 rounded-3 border border-line px-5 py-5"
      aria-label={t("setUp", { name })}
    >
      <div>
        <h2 className="font-semibold text-section">{t("setUpTitle", { name })}</h2>
        <p className="mt-1 text-ink-2">{t("setUpNote", { name })}</p>
      </div>
      {state.kind === "failed" ? <FormFailure error={state.error} /> : null}
      {state.kind === "refused" ? (
        <Banner tone="danger" title={t("setUpRefused", { name })}>
          {localized(state.merchant, locale)}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" isBusy={state.kind === "leaving"} onClick={() => void begin()}>
          {t("setUp", { name })}
        </Button>
        {other}
      </div>
    </section>
  );
}
