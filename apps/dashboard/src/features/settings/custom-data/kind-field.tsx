"use client";

import { fieldTypes } from "@hutong/metafields/schemas";
import { Badge, Button, Checkbox, Field, Icon, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { KindValues } from "./kind-values.ts";
import { ValidationFields } from "./validation-fields.tsx";

interface Props {
  readonly index: number;
  readonly uid: string;
  readonly says: (code: string | undefined) => string | undefined;
  /** Null: it is the first, or the last. */
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onRemove: () => void;
}

/** One field of a kind of records: a line, and its form when it is unfolded, new or wrong. */
export function KindField({ index, uid, says, onUp, onDown, onRemove }: Props) {
  const t = useTranslations("records");
  const words = useTranslations("metafields");
  const { control, formState } = useFormContext<KindValues>();
  const field = useWatch({ control, name: `fields.${index}` });
  const displayName = useWatch({ control, name: "displayName" });
  const [isUnfolded, setUnfolded] = useState(!field.isKept);
  const isOpen = isUnfolded || formState.errors.fields?.[index] !== undefined;
  const name = field.name || field.key || t("numbered", { number: index + 1 });
  return (
    <li data-field={uid} className="border-line border-t py-2.5 last:border-b">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-40">
          <span className="break-words font-semibold">{name}</span>
          <span className="block break-all text-ink-3 text-small">
            {field.key ? `${field.key} · ` : ""}
            {words(`types.${field.type.replace(".", "_")}` as "types.date")}
          </span>
        </span>
        {displayName === uid ? <Badge tone="info">{t("isName")}</Badge> : null}
        {field.required ? <Badge tone="neutral">{t("required")}</Badge> : null}
        <span className="flex">
          <Button
            look="quiet"
            size="icon"
            data-way="up"
            aria-label={t("up", { name })}
            disabled={!onUp}
            onClick={() => onUp?.()}
          >
            <Icon name="up" size={16} />
          </Button>
          <Button
            look="quiet"
            size="icon"
            data-way="down"
            aria-label={t("down", { name })}
            disabled={!onDown}
            onClick={() => onDown?.()}
          >
            <Icon name="down" size={16} />
          </Button>
          <Button
            look="quiet"
            aria-expanded={isOpen}
            aria-label={isOpen ? t("foldOf", { name }) : words("changeOf", { name })}
            onClick={() => setUnfolded(!isOpen)}
          >
            {isOpen ? t("fold") : words("change")}
          </Button>
          <Button look="quiet" aria-label={words("removeOf", { name })} onClick={onRemove}>
            {words("remove")}
          </Button>
        </span>
      </div>
      {isOpen ? <FieldForm index={index} says={says} label={name} /> : null}
    </li>
  );
}

function FieldForm({ index, says, label }: Pick<Props, "index" | "says"> & { label: string }) {
  const t = useTranslations("records");
  const words = useTranslations("metafields");
  const { register, control, formState } = useFormContext<KindValues>();
  const { isKept, type } = useWatch({ control, name: `fields.${index}` });
  const errors = formState.errors.fields?.[index];
  return (
    <fieldset aria-label={label} className="mt-3 mb-2 flex flex-col gap-4 rounded-2 bg-sunken p-4">
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field
          label={words("name")}
          error={says(errors?.name?.message)}
          className={isKept ? "col-span-2 max-sm:col-span-1" : ""}
        >
          <Input maxLength={255} autoComplete="off" {...register(`fields.${index}.name`)} />
        </Field>
        {isKept ? null : (
          <Field label={words("key")} help={words("keyHelp")} error={says(errors?.key?.message)}>
            <Input
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              {...register(`fields.${index}.key`)}
            />
          </Field>
        )}
      </div>
      {isKept ? null : (
        <Field label={words("type")} help={words("typeHelp")} error={says(errors?.type?.message)}>
          <Select {...register(`fields.${index}.type`)}>
            {fieldTypes.map((one) => (
              <option key={one} value={one}>
                {words(`types.${one.replace(".", "_")}` as "types.date")}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field
        label={words("description")}
        help={words("descriptionHelp")}
        error={says(errors?.description?.message)}
      >
        <Input maxLength={100} autoComplete="off" {...register(`fields.${index}.description`)} />
      </Field>
      <ValidationFields type={type} at={`fields.${index}.validations`} says={says} />
      <Checkbox label={t("required")} note={t("requiredNote")} {...register(`fields.${index}.required`)} />
    </fieldset>
  );
}
