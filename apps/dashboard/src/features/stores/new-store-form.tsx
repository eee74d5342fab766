"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { AffixedInput, Button, Checkbox, Field, Input, Select } from "@hutong/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { paths } from "../../shell/paths.ts";
import type { Option } from "./option-lists.ts";
import { NewStoreInput, proposeHandle } from "./schemas.ts";

export interface CountryProposal {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
  readonly timezone: string;
}

const names = ["name", "handle", "country", "currency", "locale", "timezone"] as const;

/** Opens a store: the name proposes a handle, the country proposes currency, language and time zone. */
export function NewStoreForm({
  proposals,
  choices,
  firstCountry,
  suffix,
  spareHandle,
}: {
  proposals: readonly CountryProposal[];
  choices: Readonly<Record<"currencies" | "languages" | "timezones", readonly Option[]>>;
  firstCountry: string;
  suffix: string;
  spareHandle: string;
}) {
  const t = useTranslations("newStore");
  const reason = useReason();
  const trpc = useTRPC();
  const first = proposals.find(({ code }) => code === firstCountry)!;
  const form = useForm({
    resolver: zodResolver(NewStoreInput),
    mode: "onTouched",
    defaultValues: {
      name: "",
      handle: "",
      country: first.code,
      currency: first.currency,
      locale: first.locale,
      timezone: first.timezone,
      isTest: true,
    },
  });
  const [failure, setFailure] = useState<unknown>(null);
  const create = useMutation(trpc.stores.create.mutationOptions());
  const { errors, isSubmitting, dirtyFields } = form.formState;
  const says = (code: string | undefined) => (code ? reason(code) : undefined);
  const availability = useHandleCheck(useWatch({ control: form.control, name: "handle" }));

  function takeName(name: string): void {
    if (!dirtyFields.handle) form.setValue("handle", proposeHandle(name, spareHandle));
  }

  function takeCountry(code: string): void {
    const proposal = proposals.find((one) => one.code === code);
    if (!proposal) return;
    form.setValue("currency", proposal.currency);
    form.setValue("locale", proposal.locale);
    form.setValue("timezone", proposal.timezone);
  }

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const { handle } = await create.mutateAsync(values);
      window.location.assign(paths.home(handle));
      // The next page is on its way: the button stays busy until it is there.
      await new Promise(() => {});
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, names)) setFailure(error);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <FormFailure error={failure} />
      <Field label={t("name")} error={says(errors.name?.message)}>
        <Input
          autoComplete="organization"
          placeholder={t("namePlaceholder")}
          {...form.register("name", { onChange: (event) => takeName(event.target.value) })}
        />
      </Field>
      <Field
        label={t("handle")}
        error={says(errors.handle?.message ?? availability.refusal)}
        help={<HandleHelp state={availability.state} />}
      >
        <AffixedInput
          after={suffix}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          {...form.register("handle", { setValueAs: (text: string) => text.trim().toLowerCase() })}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("country")} error={says(errors.country?.message)}>
          <Select {...form.register("country", { onChange: (event) => takeCountry(event.target.value) })}>
            <Options of={proposals.map(({ code, name }) => [code, name])} />
          </Select>
        </Field>
        <Field label={t("currency")} error={says(errors.currency?.message)}>
          <Select {...form.register("currency")}>
            <Options of={choices.currencies} />
          </Select>
        </Field>
        <Field label={t("language")} error={says(errors.locale?.message)}>
          <Select {...form.register("locale")}>
            <Options of={choices.languages} />
          </Select>
        </Field>
        <Field label={t("timezone")} error={says(errors.timezone?.message)}>
          <Select {...form.register("timezone")}>
            <Options of={choices.timezones} />
          </Select>
        </Field>
      </div>
      <Checkbox label={t("test")} note={t("testNote")} {...form.register("isTest")} />
      <Button type="submit" look="primary" size="field" wide isBusy={isSubmitting}>
        {t("submit")}
      </Button>
    </form>
  );
}

type HandleState = "none" | "checking" | "free";

/** Asks, as one types, whether a handle is free. */
function useHandleCheck(typed: string): { state: HandleState; refusal: string | undefined } {
  const trpc = useTRPC();
  const handle = useDeferredValue(typed.trim().toLowerCase());
  const isFormed = NewStoreInput.shape.handle.safeParse(handle).success;
  const check = useQuery(trpc.stores.checkHandle.queryOptions({ handle }, { enabled: isFormed }));
  if (!isFormed) return { state: "none", refusal: undefined };
  if (!check.data) return { state: check.isError ? "none" : "checking", refusal: undefined };
  if (check.data === "free") return { state: "free", refusal: undefined };
  return { state: "none", refusal: `handle_${check.data}` };
}

function HandleHelp({ state }: { state: HandleState }) {
  const t = useTranslations("newStore");
  return (
    <span role="status">
      {state === "free" ? (
        <span className="text-success">{t("free")}</span>
      ) : state === "checking" ? (
        t("checking")
      ) : (
        t("handleHelp")
      )}
    </span>
  );
}
