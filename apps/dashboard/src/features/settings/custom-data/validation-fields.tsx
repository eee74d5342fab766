"use client";

import { type FieldType, validationsOf } from "@hutong/metafields/schemas";
import { Field, Input, Select, Textarea } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

/** The checks that a type takes, in the form around. */
export function ValidationFields({
  type,
  at,
  says,
}: {
  type: FieldType;
  /** Where the form keeps them. */
  at: string;
  says: (code: string | undefined) => string | undefined;
}) {
  const t = useTranslations("metafields");
  const { handle } = useStore();
  const trpc = useTRPC();
  const form = useFormContext();
  const names = validationsOf(type);
  const kinds = useQuery(
    trpc.metafields.kinds.queryOptions(
      { store: handle },
      { enabled: names.includes("metaobject_definition_id") },
    ),
  );
  return names.map((name) => {
    // Form libraries take a dot in a name for a path.
    const path = `${at}.${name}`;
    const code = form.getFieldState(path, form.formState).error?.message;
    const error = typeof code === "string" ? says(code) : undefined;
    const label = t(`validations.${name.replace(".", "_")}` as "validations.min");
    const isLong = name === "choices" || name === "allowed_domains" || name === "schema";
    return (
      <Field key={name} label={label} error={error} help={name === "regex" ? t("regexHelp") : undefined}>
        {name === "metaobject_definition_id" ? (
          <Select {...form.register(path)}>
            <option value="">{t("nothing")}</option>
            {kinds.data?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : isLong ? (
          <Textarea rows={3} spellCheck={false} {...form.register(path)} />
        ) : (
          <Input autoComplete="off" {...form.register(path)} />
        )}
      </Field>
    );
  });
}
