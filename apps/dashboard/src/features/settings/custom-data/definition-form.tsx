"use client";

import type { MetafieldDefinition } from "@hutong/metafields";
import { fieldTypes, type OwnerType, validationsOf } from "@hutong/metafields/schemas";
import { Button, Checkbox, Field, Input, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormProvider, type Path, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { type DefinitionValues, sentValidations, valuesOf } from "./definition-values.ts";
import { ValidationFields } from "./validation-fields.tsx";

/** Defines a field, or changes what can be changed of one. */
export function DefinitionForm({
  ownerType,
  definition,
  onDone,
}: {
  ownerType: OwnerType;
  definition?: MetafieldDefinition;
  onDone: () => void;
}) {
  const t = useTranslations("metafields");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const define = useMutation(trpc.metafields.define.mutationOptions());
  const change = useMutation(trpc.metafields.change.mutationOptions());
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<DefinitionValues>({ defaultValues: valuesOf(definition) });
  const { errors } = form.formState;
  const type = useWatch({ control: form.control, name: "type" });
  const names = validationsOf(type);
  const params = failureOf(failure)?.params ?? {};
  const says = (code: string | undefined) => (code ? reason(code, params) : undefined);

  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    const { name, description, pin, isPublic } = typed;
    const changed = {
      ...{ name, description, pin, validations: sentValidations(typed) },
      storefrontAccess: isPublic ? ("PUBLIC_READ" as const) : ("NONE" as const),
    };
    try {
      if (definition) await change.mutateAsync({ store: handle, id: definition.id, ...changed });
      else
        await define.mutateAsync({
          store: handle,
          ownerType,
          namespace: typed.namespace,
          key: typed.key,
          type,
          ...changed,
        });
    } catch (error) {
      const fields: Path<DefinitionValues>[] = ["name", "namespace", "key", "description", "pin"];
      placeFieldErrors(error, form.setError, [
        ...fields,
        ...names.map((one) => `validations.${one}` as Path<DefinitionValues>),
      ]);
      setFailure(error);
      return;
    }
    await queries.invalidateQueries(trpc.metafields.pathFilter());
    showToast(common("saved"));
    onDone();
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormFailure error={failure} />
      <Field label={t("name")} error={says(errors.name?.message)}>
        <Input maxLength={255} autoComplete="off" {...form.register("name")} />
      </Field>
      {definition ? null : (
        <>
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <Field label={t("namespace")} error={says(errors.namespace?.message)}>
              <Input maxLength={255} autoComplete="off" spellCheck={false} {...form.register("namespace")} />
            </Field>
            <Field label={t("key")} help={t("keyHelp")} error={says(errors.key?.message)}>
              <Input maxLength={64} autoComplete="off" spellCheck={false} {...form.register("key")} />
            </Field>
          </div>
          <Field label={t("type")} help={t("typeHelp")}>
            <Select {...form.register("type")}>
              {fieldTypes.map((one) => (
                <option key={one} value={one}>
                  {t(`types.${one.replace(".", "_")}` as "types.date")}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
      <Field label={t("description")} help={t("descriptionHelp")} error={says(errors.description?.message)}>
        <Input maxLength={100} autoComplete="off" {...form.register("description")} />
      </Field>
      <FormProvider {...form}>
        <ValidationFields type={type} at="validations" says={says} />
      </FormProvider>
      <div>
        <Checkbox label={t("pin")} note={t("pinNote")} {...form.register("pin")} />
        {ownerType === "PRODUCT" ? (
          <Checkbox label={t("isPublic")} note={t("isPublicNote")} {...form.register("isPublic")} />
        ) : null}
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary" isBusy={define.isPending || change.isPending}>
          {common("save")}
        </Button>
        <Button onClick={onDone}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
