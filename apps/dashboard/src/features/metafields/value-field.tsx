"use client";

import { type FieldType, partsOf, referenceKindOf, type Validation } from "@hutong/metafields/schemas";
import { Button, Field } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { ItemEditor } from "./item-editor.tsx";
import { type Named, ReferenceEditor } from "./reference-editor.tsx";

interface Props {
  readonly name: string;
  readonly description: string;
  readonly type: FieldType;
  readonly validations: readonly Validation[];
  /** What apps call it, beside its name. */
  readonly address: string;
  readonly items: readonly string[];
  readonly names: ReadonlyMap<string, Named>;
  readonly fault: string | undefined;
  readonly onChange: (items: readonly string[], chosen?: Named) => void;
}

/** One value, or a list of them, with the right editor and what is wrong below it. */
export function ValueField(props: Props) {
  const { name, description, type, validations, address, items, names, fault, onChange } = props;
  const t = useTranslations("metafields");
  const { isList } = partsOf(type);
  const kind = referenceKindOf(type);
  const shown = items.length === 0 ? [""] : items;
  return (
    <Field label={name} help={description || undefined} error={fault} aside={address}>
      {kind ? (
        <ReferenceEditor
          kind={kind}
          validations={validations}
          ids={items}
          names={names}
          isList={isList}
          label={name}
          onChange={onChange}
        />
      ) : (
        <>
          {shown.map((item, index) => (
            <ItemEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: the values of a list have no other name
              key={index}
              type={type}
              validations={validations}
              value={item}
              isFirst={index === 0}
              label={isList ? t("numbered", { name, number: index + 1 }) : name}
              onChange={(value) => onChange(shown.with(index, value))}
            />
          ))}
          {isList ? (
            <span>
              <Button look="quiet" size="small" icon="plus" onClick={() => onChange([...shown, ""])}>
                {t("addValue")}
              </Button>
            </span>
          ) : null}
        </>
      )}
    </Field>
  );
}
