"use client";

import type { MetaobjectDefinition } from "@hutong/metafields";
import { Banner, Field, Input, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormProvider, type Path, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { BackLink } from "../../../shell/back-link.tsx";
import { FormFrame } from "../../../shell/form-frame.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFaultFocus } from "../../../shell/use-fault-focus.ts";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import { KindFields } from "./kind-fields.tsx";
import { KindShop } from "./kind-shop.tsx";
import { type KindValues, kindValuesOf, sentKind } from "./kind-values.ts";

/** Defines a kind of the store's own records, or changes one: all but its type. */
export function KindForm({ kind, actions }: { kind: MetaobjectDefinition | null; actions?: ReactNode }) {
  const t = useTranslations("records");
  const fieldWords = useTranslations("metafields");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle } = useStore();
  const form = useForm<KindValues>({ defaultValues: kindValuesOf(kind) });
  const define = useMutation(trpc.metafields.defineKind.mutationOptions());
  const change = useMutation(trpc.metafields.changeKind.mutationOptions());
  const isBusy = define.isPending || change.isPending || define.isSuccess;
  const { isDirty, errors } = form.formState;
  useLeaveGuard(isDirty && !isBusy, t("leaveKind"));
  const [failure, setFailure] = useState<unknown>(null);
  const [place, focusFault] = useFaultFocus();
  const params = failureOf(failure)?.params ?? {};
  const says = (code: string | undefined) => (code ? reason(code, params) : undefined);
  const typeFault = errors.type?.message === "key_taken" ? t("typeTaken") : says(errors.type?.message);
  const fields = useWatch({ control: form.control, name: "fields" });

  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    const sent = sentKind(typed);
    try {
      if (kind) {
        await change.mutateAsync({ store: handle, id: kind.id, ...sent });
        form.reset(typed);
        await queries.invalidateQueries(trpc.metafields.pathFilter());
        showToast(common("saved"));
      } else {
        const { id } = await define.mutateAsync({ store: handle, type: typed.type, ...sent });
        await queries.invalidateQueries(trpc.metafields.kinds.queryFilter());
        router.replace(paths.entries(handle, id));
      }
    } catch (error) {
      for (const [field, code] of placedFaults(error)) form.setError(pathOf(field), { message: code });
      setFailure(error);
      focusFault();
    }
  });

  return (
    <FormProvider {...form}>
      <div ref={place} className="contents">
        <FormFrame
          onSubmit={(event) => {
            // A fault of a field that is folded away would stay, and hold the form back.
            form.clearErrors();
            return submit(event);
          }}
          back={<BackLink href={paths.settings(handle, "custom-data")}>{t("back")}</BackLink>}
          title={kind?.name ?? t("newKind")}
          actions={actions}
          isBusy={isBusy}
          failure={placedFaults(failure).length > 0 ? null : failure}
          side={<KindShop id={kind?.id ?? null} />}
        >
          <div className="mb-8 flex flex-col gap-5">
            <Field label={fieldWords("name")} error={says(errors.name?.message)}>
              <Input
                maxLength={255}
                autoComplete="off"
                placeholder={t("nameExample")}
                {...form.register("name")}
              />
            </Field>
            {kind ? null : (
              <Field label={t("type")} help={fieldWords("keyHelp")} error={typeFault}>
                <Input
                  maxLength={64}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder={t("typeExample")}
                  {...form.register("type")}
                />
              </Field>
            )}
            <Field label={t("description")} error={says(errors.description?.message)}>
              <Input maxLength={100} autoComplete="off" {...form.register("description")} />
            </Field>
          </div>
          {kind ? <GoneNote kind={kind} /> : null}
          <KindFields says={says} />
          <Field
            label={t("displayName")}
            help={t("displayNameHelp")}
            error={says(errors.displayName?.message)}
          >
            <Select {...form.register("displayName")}>
              <option value="">{t("byHandle")}</option>
              {fields.map(({ uid, name, key }, index) => (
                <option key={uid} value={uid}>
                  {name || key || t("numbered", { number: index + 1 })}
                </option>
              ))}
            </Select>
          </Field>
        </FormFrame>
      </div>
    </FormProvider>
  );
}

const own = new Set(["name", "type", "description", "displayNameKey"]);

/** What is wrong at a control; what is wrong with all fields together, or with entries that are there, is said above the form. */
const placedFaults = (failure: unknown) =>
  Object.entries(failureOf(failure)?.fields ?? {}).filter(
    ([field]) => own.has(field) || field.startsWith("fields."),
  );

// The server speaks of the key of a field, which here may still change.
const pathOf = (field: string) => (field === "displayNameKey" ? "displayName" : field) as Path<KindValues>;

/** Says before it is saved that values of fields that were taken out go too. */
function GoneNote({ kind }: { kind: MetaobjectDefinition }) {
  const t = useTranslations("records");
  const fields = useWatch<KindValues, "fields">({ name: "fields" });
  const left = new Set(fields.filter(({ isKept }) => isKept).map(({ uid }) => uid));
  const gone = kind.fields.filter(({ key }) => !left.has(key));
  return (
    <div role="status" className="mb-5 empty:mb-0">
      {gone.length > 0 ? (
        <Banner
          tone="warning"
          icon="warning"
          title={t("fieldsGo", { names: gone.map(({ name }) => name).join(t("comma")) })}
        />
      ) : null}
    </div>
  );
}
