"use client";

import type { DiscountInput as Input } from "@hutong/pricing";
import { DiscountInput } from "@hutong/pricing/schemas";
import { Block, Field, Radio, showToast, Input as TextInput } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormProvider, type Resolver, useForm, useFormContext, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { FormFrame } from "../../shell/form-frame.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { type DiscountValues, formField, inputOf, type Place } from "./discount-values.ts";
import { RuleFields } from "./rule-fields.tsx";
import { TryCart } from "./try-cart.tsx";
import { useFault } from "./use-fault.ts";
import { ValueFields } from "./value-fields.tsx";

// The domain's own schema judges; its paths are put under the fields of this form.
function resolverFor(place: Place, markets: Input["markets"]): Resolver<DiscountValues> {
  return (values) => {
    const result = DiscountInput.safeParse(inputOf(values, place, markets));
    if (result.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    const tiers: unknown[] = [];
    for (const issue of result.error.issues) {
      const name = formField(issue.path.join("."), values.kind);
      const fault = { type: "judged", message: issue.message };
      const tier = /^tiers\.(\d+)\.from$/.exec(name);
      if (tier) tiers[Number(tier[1])] = { from: fault };
      else errors[name] ??= fault;
    }
    return { values: {}, errors: tiers.length > 0 ? { ...errors, tiers } : errors };
  };
}

/** Writes a discount, beside a cart in which it can be tried as it is being written. */
export function DiscountForm({
  id,
  title,
  badges,
  actions,
  locales,
  values,
  markets,
  children,
}: {
  /** Null: a new one. */
  id: string | null;
  title: string;
  badges?: ReactNode;
  actions?: ReactNode;
  /** Languages that its name is written in. */
  locales: readonly string[];
  values: DiscountValues;
  markets: Input["markets"];
  /** Below the fields: what a saved one has besides. */
  children?: ReactNode;
}) {
  const t = useTranslations("discounts");
  const common = useTranslations("common");
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useStore();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<DiscountValues>({
    defaultValues: values,
    resolver: resolverFor(store, markets),
    mode: "onTouched",
  });
  const create = useMutation(trpc.discounts.create.mutationOptions());
  const update = useMutation(trpc.discounts.update.mutationOptions());
  const isBusy = create.isPending || update.isPending || create.isSuccess;
  useLeaveGuard(form.formState.isDirty && !isBusy, t("form.leave"));

  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    const discount = inputOf(typed, store, markets);
    try {
      if (id === null) {
        const made = await create.mutateAsync({ store: store.handle, discount });
        await queries.invalidateQueries(trpc.discounts.pathFilter());
        router.replace(paths.discount(store.handle, made.id));
      } else {
        await update.mutateAsync({ store: store.handle, id, discount });
        form.reset(typed);
        await queries.invalidateQueries(trpc.discounts.pathFilter());
        showToast(common("saved"));
      }
    } catch (error) {
      const [fault] = Object.entries(failureOf(error)?.fields ?? {});
      const name = fault && formField(fault[0], typed.kind);
      if (name && name in typed) form.setError(name as "names", { message: fault[1] }, { shouldFocus: true });
      else setFailure(error);
    }
  });

  return (
    <FormProvider {...form}>
      <FormFrame
        onSubmit={submit}
        back={<BackLink href={paths.discounts(store.handle)}>{t("title")}</BackLink>}
        title={title}
        badges={badges}
        actions={actions}
        isBusy={isBusy}
        failure={failure}
        side={<TryCart draftId={id} markets={markets} />}
      >
        <Names locales={locales} />
        <Method isNew={id === null} />
        <ValueFields />
        <RuleFields />
        {children}
      </FormFrame>
    </FormProvider>
  );
}

function Names({ locales }: { locales: readonly string[] }) {
  const t = useTranslations("discounts.form");
  const { register } = useFormContext<DiscountValues>();
  const languages = new Intl.DisplayNames([useLocale()], { type: "language" });
  const fault = useFault("names");
  return (
    <Block title={t("name")} note={t("nameNote")}>
      <div className="grid gap-5 sm:grid-cols-2">
        {locales.map((locale, index) => (
          <Field key={locale} label={languages.of(locale) ?? locale} error={index === 0 ? fault : undefined}>
            <TextInput lang={locale} maxLength={80} autoComplete="off" {...register(`names.${locale}`)} />
          </Field>
        ))}
      </div>
    </Block>
  );
}

function Method({ isNew }: { isNew: boolean }) {
  const t = useTranslations("discounts");
  const { register, control } = useFormContext<DiscountValues>();
  const method = useWatch({ control, name: "method" });
  const fault = useFault("code");
  if (!isNew) return null;
  return (
    <Block title={t("form.method")}>
      <div role="radiogroup" aria-label={t("form.method")} className="flex flex-col">
        <Radio
          value="automatic"
          label={t("automatic")}
          note={t("form.automaticNote")}
          {...register("method")}
        />
        <Radio value="code" label={t("form.byCode")} note={t("form.byCodeNote")} {...register("method")} />
      </div>
      {method === "code" ? (
        <Field label={t("form.code")} error={fault} className="mt-3 max-w-80">
          <TextInput
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono uppercase"
            {...register("code")}
          />
        </Field>
      ) : null}
    </Block>
  );
}
