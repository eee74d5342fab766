"use client";

import { mostFields } from "@hutong/catalogue/limits";
import { PutPurchaseRulesInput } from "@hutong/catalogue/schemas";
import { weightUnits } from "@hutong/kernel";
import { Button, Checkbox, Dialog, Field, Icon, Input, Select, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn, useFieldArray, useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import type { Rules } from "./purchase-rules.tsx";
import {
  formPath,
  newField,
  type PurchaseValues,
  purchaseRulesOf,
  purchaseValuesOf,
} from "./purchase-values.ts";

type Form = UseFormReturn<PurchaseValues>;

const Judged = PutPurchaseRulesInput.omit({ productId: true });

/**
 * Says in which numbers a product is sold, and what customers fill in for it.
 * @param productId null for a product that is not there yet: then the rules are judged here and handed to the form
 */
export function PurchaseRulesDialog({
  productId,
  rules,
  onClose,
  onSaved,
}: {
  productId: string | null;
  rules: Rules;
  onClose: () => void;
  onSaved: (rules: Rules) => void;
}) {
  const t = useTranslations("product.buying");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, locale } = useStore();
  const form = useForm<PurchaseValues>({ defaultValues: purchaseValuesOf(rules, locale) });
  const list = useFieldArray({ control: form.control, name: "fields", keyName: "key" });
  function place([path, code]: readonly [string, string]): void {
    form.setError(formPath(path), { message: code }, { shouldFocus: true });
  }
  const put = useMutation(
    trpc.products.putPurchaseRules.mutationOptions({
      onSuccess: async (_, saved) => {
        onSaved(saved);
        onClose();
        showToast(t("saved"));
        // The product's form stays as it is being typed in; whoever comes back reads anew.
        await queries.invalidateQueries({ ...trpc.products.form.pathFilter(), refetchType: "none" });
      },
      onError: (error) => Object.entries(failureOf(error)?.fields ?? {}).forEach(place),
    }),
  );
  const submit = form.handleSubmit((values) => {
    const typed = purchaseRulesOf(values, locale);
    if (productId) return put.mutate({ store: handle, productId, ...typed });
    const judged = Judged.safeParse(typed);
    for (const { path, message } of judged.error?.issues ?? []) place([path.join("."), message]);
    if (!judged.success) return;
    onSaved(typed);
    onClose();
  });
  const isPlaced = Object.keys(form.formState.errors).some((name) => name !== "root");
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("title")}
      description={t("note")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={put.isPending} onClick={submit}>
            {t("save")}
          </Button>
        </>
      }
    >
      {put.error && !isPlaced ? <FormFailure error={put.error} /> : null}
      {/* The product's own form is around it in the tree: what is sent here is sent by the button alone. */}
      <div className="flex flex-col gap-5">
        <Quantities form={form} />
        <section className="flex flex-col gap-3">
          <h3 className="font-semibold">{t("fields")}</h3>
          {list.fields.map(({ key }, index) => (
            <OneField key={key} form={form} index={index} onRemove={() => list.remove(index)} />
          ))}
          {list.fields.length < mostFields ? (
            <Button type="button" className="self-start" onClick={() => list.append(newField())}>
              <Icon name="plus" size={16} />
              {t("addField")}
            </Button>
          ) : null}
        </section>
      </div>
    </Dialog>
  );
}

function Quantities({ form }: { form: Form }) {
  const t = useTranslations("product.buying");
  const reason = useReason();
  const { errors } = form.formState;
  const says = (name: "least" | "most" | "step" | "weight") => {
    const code = errors[name]?.message;
    return code ? reason(code) : undefined;
  };
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t("quantity")}</h3>
      <div className="grid grid-cols-3 gap-3 max-sm:grid-cols-1">
        <Field label={t("least")} error={says("least")}>
          <Input inputMode="numeric" placeholder="1" {...form.register("least")} />
        </Field>
        <Field label={t("most")} error={says("most")}>
          <Input inputMode="numeric" placeholder={t("any")} {...form.register("most")} />
        </Field>
        <Field label={t("step")} error={says("step")}>
          <Input inputMode="numeric" placeholder="1" {...form.register("step")} />
        </Field>
      </div>
      <div className="grid grid-cols-[1fr_2fr] gap-3">
        <Field label={t("weight")} error={says("weight")}>
          <Input inputMode="numeric" placeholder={t("byThePiece")} {...form.register("weight")} />
        </Field>
        <Field label={t("weightUnit")}>
          <Select {...form.register("weightUnit")}>
            <Options of={weightUnits.map((unit) => [unit, t(`weightUnits.${unit}`)])} />
          </Select>
        </Field>
      </div>
      <p className="-mt-1 text-ink-2 text-small">{t("weightHelp")}</p>
      <Field label={t("counted")}>
        <Select {...form.register("of")}>
          <Options
            of={[
              ["variant", t("ofVariant")],
              ["product", t("ofProduct")],
            ]}
          />
        </Select>
      </Field>
    </section>
  );
}

function OneField({ form, index, onRemove }: { form: Form; index: number; onRemove: () => void }) {
  const t = useTranslations("product.buying");
  const reason = useReason();
  const kind = useWatch({ control: form.control, name: `fields.${index}.kind` });
  const errors = form.formState.errors.fields?.[index];
  const says = (code: string | undefined) => (code ? reason(code) : undefined);
  const at = `fields.${index}` as const;
  return (
    <fieldset className="flex flex-col gap-3 rounded-2 border border-line p-3">
      <legend className="sr-only">{t("fieldNumber", { number: index + 1 })}</legend>
      <div className="grid grid-cols-[1fr_150px_auto] items-start gap-3 max-sm:grid-cols-1">
        <Field label={t("label")} error={says(errors?.label?.message)}>
          <Input maxLength={60} placeholder={t("labelExample")} {...form.register(`${at}.label`)} />
        </Field>
        <Field label={t("kind")}>
          <Select {...form.register(`${at}.kind`)}>
            <Options
              of={[
                ["text", t("kinds.text")],
                ["choice", t("kinds.choice")],
              ]}
            />
          </Select>
        </Field>
        <Button
          type="button"
          look="quiet"
          size="icon"
          className="sm:mt-6"
          aria-label={t("removeField", { number: index + 1 })}
          onClick={onRemove}
        >
          <Icon name="close" size={16} />
        </Button>
      </div>
      {kind === "text" ? (
        <Field label={t("maxLength")} error={says(errors?.maxLength?.message)}>
          <Input inputMode="numeric" className="w-28" {...form.register(`${at}.maxLength`)} />
        </Field>
      ) : (
        <Field label={t("choices")} help={t("choicesHelp")} error={says(errors?.choices?.message)}>
          <Textarea rows={3} {...form.register(`${at}.choices`)} />
        </Field>
      )}
      <Controller
        control={form.control}
        name={`${at}.isRequired`}
        render={({ field: { value, ...field } }) => (
          <Checkbox {...field} value="1" checked={value} label={t("isRequired")} />
        )}
      />
    </fieldset>
  );
}
