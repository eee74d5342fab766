"use client";

import { type RuleFaultCode, ruleFaults } from "@hutong/catalogue/schemas";
import { Field, Input, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { placeFieldErrors } from "../../shell/form-failure.tsx";
import { FormFrame } from "../../shell/form-frame.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { Description, Kind, Order } from "./collection-fields.tsx";
import { choicesOf } from "./rule-columns.ts";
import { RuleFields } from "./rule-fields.tsx";
import { type CollectionValues, rulesOf } from "./rule-values.ts";
import { RulesPreviewBlock, usePreview } from "./rules-preview.tsx";

const isHopeless = (code: RuleFaultCode) =>
  code === "rule_never_matches" || code === "rule_definition_missing";

/** Writes a collection; beside its rules stands what they find as they are written now. */
export function CollectionForm({
  id,
  title,
  actions,
  values,
  side,
  children,
}: {
  /** Null: a new one. */
  id: string | null;
  title: string;
  actions?: ReactNode;
  values: CollectionValues;
  /** In the side column, above the rules' own. */
  side?: ReactNode;
  /** Below the fields: what a saved one has besides. */
  children?: ReactNode;
}) {
  const t = useTranslations("collections");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useStore();
  const [failure, setFailure] = useState<unknown>(null);
  const [isTried, setTried] = useState(false);
  const form = useForm<CollectionValues>({ defaultValues: values });
  const save = useMutation(trpc.collections.save.mutationOptions());
  const isBusy = save.isPending || (id === null && save.isSuccess);
  const { isDirty, errors } = form.formState;
  useLeaveGuard(isDirty && !isBusy, t("leave"));
  const [kind, match, conditions] = useWatch({
    control: form.control,
    name: ["kind", "match", "conditions"],
  });
  const rules = rulesOf({ kind, match, conditions }, store.currency);
  const definitions = useQuery(trpc.metafields.definitions.queryOptions({ store: store.handle })).data;
  const choices = choicesOf(definitions ?? []);
  // Until they are here the server judges by them.
  const faults = rules ? ruleFaults(rules, definitions ?? null) : [];
  // Who is still writing is not told of what is missing, only of what cannot be.
  const shown = isTried ? faults : faults.filter(({ code }) => isHopeless(code));
  const preview = usePreview(faults.length === 0 ? rules : null);

  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    setTried(true);
    if (faults.length > 0) return;
    const { title: name, descriptionHtml, sort } = typed;
    const collection = { title: name, descriptionHtml, sort, rules };
    try {
      const saved = await save.mutateAsync({ store: store.handle, ...(id ? { id } : {}), ...collection });
      form.reset(typed);
      await queries.invalidateQueries(trpc.collections.pathFilter());
      if (id === null) router.replace(paths.collection(store.handle, saved.id));
      else showToast(common("saved"));
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, ["title", "sort"])) setFailure(error);
    }
  });
  const says = (code: string | undefined) => (code ? reason(code) : undefined);

  return (
    <FormProvider {...form}>
      <FormFrame
        onSubmit={submit}
        back={<BackLink href={paths.collections(store.handle)}>{t("title")}</BackLink>}
        title={title}
        actions={actions}
        isBusy={isBusy}
        failure={failure}
        side={
          <>
            {side}
            {rules ? <RulesPreviewBlock {...preview} isFaulty={faults.length > 0} /> : null}
          </>
        }
      >
        <div className="mb-8 flex flex-col gap-5">
          <Field label={t("name")} error={says(errors.title?.message)}>
            <Input maxLength={255} autoComplete="off" {...form.register("title")} />
          </Field>
          <Description />
        </div>
        <Kind />
        {kind === "rules" ? <RuleFields faults={shown} choices={choices} /> : null}
        <Order isByHand={kind === "hand"} error={says(errors.sort?.message)} />
        {children}
      </FormFrame>
    </FormProvider>
  );
}
