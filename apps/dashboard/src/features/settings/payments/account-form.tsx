"use client";

import { localized } from "@hutong/kernel";
import type { PaymentChoices, ProviderOffer, AccountForm as StoredAccount } from "@hutong/payments";
import { Banner, Button, Field, Input, showToast } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import type { Option } from "../../stores/option-lists.ts";
import { type AccountValues, canReserve, currenciesOf, valuesOf } from "./account-values.ts";
import { CaptureField } from "./capture-field.tsx";
import { ConditionsFields } from "./conditions-fields.tsx";
import { CredentialField } from "./credential-field.tsx";
import { NoticeAddress } from "./notice-address.tsx";
import { SetUpOffer } from "./set-up-offer.tsx";
import { type Saving, useSaveAccount } from "./use-save-account.ts";

/** Names in the reader's language, made on the server. */
export interface AccountNames {
  readonly countries: readonly Option[];
  readonly languages: readonly Option[];
}

/** Connects an account of a provider or changes one; saving really asks the provider. */
export function AccountForm({
  offer,
  choices,
  names,
  stored = null,
}: {
  offer: ProviderOffer;
  choices: PaymentChoices;
  names: AccountNames;
  stored?: StoredAccount | null;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const label = localized(offer.label, locale);
  // As they were when the form was opened: what the merchant has copied into the provider's settings stays true.
  const [{ newId, noticesAt }] = useState({ newId: choices.newAccountId, noticesAt: offer.noticesAt });
  const form = useForm<AccountValues>({ defaultValues: valuesOf(offer, choices, stored) });
  const { saving, save, saveOff, stop } = useSaveAccount(
    form,
    { offer, choices, id: stored?.account.id ?? null, newId },
    async ({ check }) => {
      form.reset(form.getValues());
      await queries.invalidateQueries(trpc.payments.pathFilter());
      router.push(paths.settings(handle, "payments"));
      showToast(check ? t(`saved_${check.kind}`, { name: label }) : t("saved"));
    },
  );
  const mode = useWatch({ control: form.control, name: "credentials.mode" });
  const [hasNumber, setHasNumber] = useState(false);
  const canSetUp = !stored && offer.onboardingMode !== null && mode === offer.onboardingMode;
  // The provider's own page asks for all that this mode needs.
  const isSettingUp = canSetUp && !hasNumber;
  const drawn = offer.fields.filter(({ modes }) =>
    isSettingUp ? modes === undefined : (modes?.includes(String(mode)) ?? true),
  );
  const isAsking = saving.kind === "asking";
  const { isDirty, errors, isSubmitSuccessful } = form.formState;
  useLeaveGuard(isDirty && !isAsking && !isSubmitSuccessful, t("leave"));
  const languages = names.languages.filter(([tag]) => choices.locales.includes(tag));

  return (
    <FormProvider {...form}>
      <form
        onSubmit={isSettingUp ? (event) => event.preventDefault() : save}
        noValidate
        className="w-full max-w-[720px] px-7 py-6 max-md:px-4"
      >
        <fieldset disabled={role !== "owner"} className="flex flex-col gap-5">
          {role === "owner" ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
          {languages.map(([tag, language], index) => (
            <Field
              key={tag}
              label={t("inLanguage", { label: t("title"), language })}
              help={index === 0 ? t("titleHelp") : undefined}
              error={errors.title?.[tag]?.message}
            >
              <Input lang={tag} maxLength={80} autoComplete="off" {...form.register(`title.${tag}`)} />
            </Field>
          ))}
          {noticesAt && mode !== offer.onboardingMode ? <NoticeAddress address={noticesAt} /> : null}
          {drawn.map((field) => (
            <CredentialField
              key={field.name}
              field={field}
              languages={languages}
              isStored={stored?.storedSecrets.includes(field.name) ?? false}
            />
          ))}
          {canReserve(offer) ? <CaptureField /> : null}
          {canSetUp ? (
            <SetUpOffer
              form={form}
              offer={offer}
              choices={choices}
              isOpen={isSettingUp}
              onOther={() => setHasNumber(!hasNumber)}
            />
          ) : null}
          <ConditionsFields countries={names.countries} currencies={currenciesOf(offer, choices)} />
        </fieldset>
        <div className="mt-6 flex flex-col gap-4">
          <Progress saving={saving} name={label} onStop={stop} onSaveOff={saveOff} offer={offer} />
          {role === "owner" && !isSettingUp ? (
            <div>
              <Button type="submit" look="primary" isBusy={isAsking} className="max-md:w-full">
                {t(offer.settles === "online" ? "saveAndCheck" : "save")}
              </Button>
            </div>
          ) : null}
        </div>
      </form>
    </FormProvider>
  );
}

// Beside the button that was pressed, where the merchant looks.
function Progress({
  saving,
  name,
  offer,
  onStop,
  onSaveOff,
}: {
  saving: Saving;
  name: string;
  offer: ProviderOffer;
  onStop: () => void;
  onSaveOff: () => void;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  if (saving.kind === "asking")
    return (
      <div role="status">
        <Banner
          tone="info"
          title={t("asking", { name })}
          action={<Button onClick={onStop}>{t("stop")}</Button>}
        >
          {t("askingNote")}
        </Banner>
      </div>
    );
  if (saving.kind === "stopped")
    return (
      <div role="status">
        <Banner tone="info" title={t("stopped")} />
      </div>
    );
  if (saving.kind === "failed") return <FormFailure error={saving.error} />;
  if (saving.kind !== "refused") return null;
  const { field, merchant } = saving.check;
  const drawn = offer.fields.find((one) => one.name === field);
  return (
    <Banner
      tone="danger"
      title={t("refused", { name })}
      action={<Button onClick={onSaveOff}>{t("saveOff")}</Button>}
    >
      {drawn
        ? t("lookAt", { field: localized(drawn.label, locale) })
        : `${merchant ? localized(merchant, locale) : ""} ${t("lookAtAll")}`}
    </Banner>
  );
}
