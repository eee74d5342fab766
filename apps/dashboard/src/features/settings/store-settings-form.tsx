"use client";

import type { StoreView } from "@hutong/stores";
import { Banner, Button, Checkbox, Field, Input, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import type { SettingsChoices } from "./store-settings.tsx";

interface Values {
  names: Record<string, string>;
  locales: string[];
  timezone: string;
  contactEmail: string;
}

export function StoreSettingsForm({ settings, choices }: { settings: StoreView; choices: SettingsChoices }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role, handle, url } = useStore();
  const form = useForm<Values>({
    defaultValues: {
      names: { ...Object.fromEntries(settings.locales.map((tag) => [tag, ""])), ...settings.name },
      locales: [...settings.locales],
      timezone: settings.timezone,
      contactEmail: settings.contactEmail,
    },
  });
  const [failure, setFailure] = useState<unknown>(null);
  const update = useMutation(trpc.stores.update.mutationOptions());
  const { isDirty } = form.formState;
  useLeaveGuard(isDirty && !update.isPending, useTranslations("product")("leave"));
  const locales = useWatch({ control: form.control, name: "locales" });
  const isOwner = role === "owner";
  const languageName = new Map(choices.languages);
  const fields = failureOf(failure)?.fields ?? {};
  const says = (field: string) => (fields[field] ? reason(fields[field]) : undefined);

  const submit = form.handleSubmit(async ({ names, locales: chosen, timezone, contactEmail }) => {
    setFailure(null);
    try {
      await update.mutateAsync({
        store: handle,
        name: Object.fromEntries(chosen.map((tag) => [tag, names[tag] ?? ""])),
        locales: chosen as never,
        timezone,
        contactEmail,
      });
    } catch (error) {
      setFailure(error);
      return;
    }
    await queries.invalidateQueries(trpc.stores.pathFilter());
    router.refresh();
    showToast(t("saved"));
  });

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!isOwner} className="flex flex-col gap-5">
        {isOwner ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
        {failure && Object.keys(fields).length === 0 ? <FormFailure error={failure} /> : null}
        {locales.map((tag) => (
          <Field
            key={tag}
            label={t("name", { language: languageName.get(tag) ?? tag })}
            error={says(`name.${tag}`)}
          >
            <Input lang={tag} maxLength={120} {...form.register(`names.${tag}`)} />
          </Field>
        ))}
        <fieldset>
          <legend className="mb-1 font-semibold">{t("languages")}</legend>
          <p className="mb-1 text-ink-3 text-small">{t("languagesHelp")}</p>
          <div className="grid sm:grid-cols-2">
            {choices.languages.map(([tag, name]) => (
              <Checkbox
                key={tag}
                label={name}
                value={tag}
                disabled={tag === settings.locale}
                checked={locales.includes(tag)}
                onChange={(event) =>
                  form.setValue(
                    "locales",
                    event.target.checked ? [...locales, tag] : locales.filter((one) => one !== tag),
                    { shouldDirty: true },
                  )
                }
              />
            ))}
          </div>
        </fieldset>
        <Field label={t("timezone")} error={says("timezone")}>
          <Select {...form.register("timezone")}>
            <Options of={choices.timezones} />
          </Select>
        </Field>
        <Field label={t("contactEmail")} help={t("contactHelp")} error={says("contactEmail")}>
          <Input type="email" {...form.register("contactEmail")} />
        </Field>
        {isOwner ? (
          <div>
            <Button
              type="submit"
              look="primary"
              isBusy={update.isPending}
              disabled={!isDirty && !update.isPending}
            >
              {common("save")}
            </Button>
          </div>
        ) : null}
      </fieldset>
      <section className="mt-8 border-line border-t pt-5">
        <h2 className="mb-2 font-semibold text-section">{t("fixed")}</h2>
        <dl className="flex flex-col">
          <Fixed label={t("address")} value={url.replace(/^https?:\/\//, "")} />
          <Fixed label={t("country")} value={choices.country} />
          <Fixed label={t("currency")} value={choices.currency} />
          {settings.isTest ? <Fixed label={t("testMode")} value={t("testModeNote")} /> : null}
        </dl>
      </section>
    </form>
  );
}

function Fixed({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-6 border-line border-b py-2.5 last:border-0">
      <dt className="flex-none text-ink-2">{label}</dt>
      <dd className="text-right">{value}</dd>
    </div>
  );
}
