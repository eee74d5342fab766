"use client";

import { localized } from "@hutong/kernel";
import type { ProviderOffer } from "@hutong/payments";
import { Button, Checkbox, Field, Input, Select, Textarea } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Option } from "../../stores/option-lists.ts";
import type { AccountValues } from "./account-values.ts";

type Drawn = ProviderOffer["fields"][number];

/** One field of a provider's form, as its schema and its words have it. */
export function CredentialField({
  field,
  languages,
  isStored,
}: {
  field: Drawn;
  languages: readonly Option[];
  isStored: boolean;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { register, formState } = useFormContext<AccountValues>();
  const name = `credentials.${field.name}` as const;
  const error = formState.errors.credentials?.[field.name]?.message as string | undefined;
  const label = localized(field.label, locale);
  const help = field.help ? localized(field.help, locale) : undefined;
  if (field.kind === "flag") return <Checkbox label={label} note={help} {...register(name)} />;
  if (field.kind === "texts") return <Texts field={field} languages={languages} error={error} />;
  if (field.isSecret) return <Secret field={field} isStored={isStored} error={error} />;
  return (
    <Field label={label} help={help} error={error} aside={field.isRequired ? undefined : t("optional")}>
      {field.kind === "choice" ? (
        <Select {...register(name)}>
          {field.isRequired || field.initial ? null : <option value="">{t("notChosen")}</option>}
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {localized(choice.label, locale)}
            </option>
          ))}
        </Select>
      ) : field.isLong ? (
        <LongText name={field.name} />
      ) : (
        <Input
          autoComplete="off"
          spellCheck={false}
          inputMode={field.kind === "number" ? "decimal" : undefined}
          {...register(name)}
        />
      )}
    </Field>
  );
}

// Kept as it is when it is left empty; a new value takes its place.
function Secret({ field, isStored, error }: { field: Drawn; isStored: boolean; error: string | undefined }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { register, setValue } = useFormContext<AccountValues>();
  const forget = useWatch<AccountValues, "forget">({ name: "forget" });
  const isForgotten = forget.includes(field.name);
  const help = field.help ? localized(field.help, locale) : "";
  const shown = { placeholder: isStored && !isForgotten ? t("storedPlaceholder") : undefined };
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={localized(field.label, locale)}
        help={isStored ? `${t("storedHelp")} ${help}` : help || undefined}
        error={error}
        aside={isStored ? t("stored") : field.isRequired ? undefined : t("optional")}
      >
        {field.isLong ? (
          <LongText name={field.name} {...shown} />
        ) : (
          <Input
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            {...shown}
            {...register(`credentials.${field.name}`)}
          />
        )}
      </Field>
      {isStored && !field.isRequired ? (
        <Checkbox
          label={t("forget")}
          checked={isForgotten}
          onChange={(event) =>
            setValue(
              "forget",
              event.target.checked ? [...forget, field.name] : forget.filter((one) => one !== field.name),
              { shouldDirty: true },
            )
          }
        />
      ) : null}
    </div>
  );
}

const largestKeyFile = 64_000;

/** Several lines, pasted or read from a file in the browser; the file itself goes nowhere. */
function LongText({ name, placeholder }: { name: string; placeholder?: string | undefined }) {
  const t = useTranslations("payment");
  const { register, setValue, setError } = useFormContext<AccountValues>();
  const file = useRef<HTMLInputElement>(null);
  const path = `credentials.${name}` as const;
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > largestKeyFile) return setError(path, { message: t("fileTooLarge") });
    setValue(path, await chosen.text(), { shouldDirty: true, shouldValidate: true });
  };
  return (
    <>
      <Textarea
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        className="min-h-24 break-all font-mono text-small"
        {...register(path)}
      />
      <div>
        <input
          ref={file}
          type="file"
          accept=".pem,.key,.crt,.cer,.txt"
          className="sr-only"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button size="small" icon="page" onClick={() => file.current?.click()}>
          {t("chooseFile")}
        </Button>
      </div>
    </>
  );
}

function Texts({
  field,
  languages,
  error,
}: {
  field: Drawn;
  languages: readonly Option[];
  error: string | undefined;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { register } = useFormContext<AccountValues>();
  const label = localized(field.label, locale);
  const help = field.help ? localized(field.help, locale) : undefined;
  return languages.map(([tag, language], index) => {
    const control = { lang: tag, ...register(`credentials.${field.name}.${tag}`) };
    return (
      <Field
        key={tag}
        label={t("inLanguage", { label, language })}
        help={index === 0 ? help : undefined}
        error={index === 0 ? error : undefined}
      >
        {field.isLong ? <Textarea className="min-h-20" {...control} /> : <Input {...control} />}
      </Field>
    );
  });
}
