"use client";

import { type Device, devices } from "@hutong/payments/schemas";
import { AffixedInput, Button, Checkbox, Field, Icon, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Option } from "../../stores/option-lists.ts";
import type { AccountValues } from "./account-values.ts";

/** Where, for how much and on what an account is offered. */
export function ConditionsFields({
  countries,
  currencies,
}: {
  countries: readonly Option[];
  currencies: readonly string[];
}) {
  const t = useTranslations("payment");
  return (
    <section className="mt-4 flex flex-col gap-5 border-line border-t pt-5">
      <div>
        <h2 className="font-semibold text-section">{t("conditions")}</h2>
        <p className="text-ink-2">{t("conditionsNote")}</p>
      </div>
      <Countries options={countries} />
      {currencies.length > 1 ? <Currencies currencies={currencies} /> : null}
      {currencies.map((currency) => (
        <Amounts key={currency} currency={currency} />
      ))}
      <Devices />
    </section>
  );
}

function Group({
  legend,
  help,
  error,
  children,
}: {
  legend: string;
  help?: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      {help ? <p className="mb-1 text-ink-3 text-small">{help}</p> : null}
      {children}
      {error ? (
        <p role="alert" className="flex items-start gap-1.5 text-danger text-small">
          <Icon name="warning" size={16} className="mt-0.5" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Countries({ options }: { options: readonly Option[] }) {
  const t = useTranslations("payment");
  const { setValue } = useFormContext<AccountValues>();
  const chosen = useWatch<AccountValues, "countries">({ name: "countries" });
  const nameOf = new Map(options);
  const set = (next: string[]) => setValue("countries", next, { shouldDirty: true });
  return (
    <Group legend={t("countries")}>
      <p className="mb-2 text-ink-3 text-small">
        {t(chosen.length === 0 ? "countriesAll" : "countriesOnly")}
      </p>
      {chosen.length > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-2">
          {chosen.map((code) => {
            const name = nameOf.get(code) ?? code;
            return (
              <li key={code}>
                <Button
                  size="small"
                  aria-label={t("countryRemove", { name })}
                  onClick={() => set(chosen.filter((one) => one !== code))}
                >
                  {name}
                  <Icon name="close" size={14} />
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <div className="max-w-72">
        <Select
          aria-label={t("countryAdd")}
          value=""
          onChange={(event) => event.target.value && set([...chosen, event.target.value])}
        >
          <option value="">{t("countryAdd")}</option>
          {options
            .filter(([code]) => !chosen.includes(code))
            .map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </Select>
      </div>
    </Group>
  );
}

function Currencies({ currencies }: { currencies: readonly string[] }) {
  const t = useTranslations("payment");
  const { formState, setValue } = useFormContext<AccountValues>();
  const chosen = useWatch<AccountValues, "currencies">({ name: "currencies" });
  return (
    <Group
      legend={t("currencies")}
      error={(formState.errors.currencies as { message?: string } | undefined)?.message}
    >
      {currencies.map((code) => (
        <Checkbox
          key={code}
          label={code}
          checked={chosen.includes(code)}
          onChange={(event) =>
            setValue(
              "currencies",
              event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code),
              { shouldDirty: true },
            )
          }
        />
      ))}
    </Group>
  );
}

function Amounts({ currency }: { currency: string }) {
  const t = useTranslations("payment");
  const { register, formState } = useFormContext<AccountValues>();
  const errors = formState.errors.amounts?.[currency];
  return (
    <Group legend={t("amounts", { currency })} help={t("amountsHelp")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["least", "most"] as const).map((end) => (
          <Field key={end} label={t(end)} error={errors?.[end]?.message}>
            <AffixedInput
              inputMode="decimal"
              autoComplete="off"
              before={currency}
              placeholder={t("noLimit")}
              {...register(`amounts.${currency}.${end}`)}
            />
          </Field>
        ))}
      </div>
    </Group>
  );
}

function Devices() {
  const t = useTranslations("payment");
  const { formState, setValue } = useFormContext<AccountValues>();
  const chosen = useWatch<AccountValues, "devices">({ name: "devices" });
  const toggle = (device: Device, isOn: boolean) =>
    setValue("devices", isOn ? [...chosen, device] : chosen.filter((one) => one !== device), {
      shouldDirty: true,
    });
  return (
    <Group
      legend={t("devices")}
      error={(formState.errors.devices as { message?: string } | undefined)?.message}
    >
      <div className="grid sm:grid-cols-2">
        {devices.map((device) => (
          <Checkbox
            key={device}
            label={t(`device.${device}`)}
            checked={chosen.includes(device)}
            onChange={(event) => toggle(device, event.target.checked)}
          />
        ))}
      </div>
    </Group>
  );
}
