"use client";

import { Button, Field, Icon } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useController, useFormContext } from "react-hook-form";
import type { DiscountValues } from "./discount-values.ts";
import { GoodsPicker } from "./goods-picker.tsx";
import { useFault } from "./use-fault.ts";

/** What goods a discount is for; none chosen is all. */
export function GoodsField({ name, label }: { name: "goods" | "buyGoods" | "getGoods"; label: string }) {
  const t = useTranslations("discounts.goods");
  const { control } = useFormContext<DiscountValues>();
  const { field } = useController({ control, name });
  const fault = useFault(name);
  return (
    <Field label={label} help={field.value.length === 0 ? t("allHelp") : undefined} error={fault}>
      {field.value.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {field.value.map((one) => (
            <li
              key={one.id}
              className="inline-flex items-center gap-1 rounded-pill border border-line bg-sunken py-0.5 pr-1 pl-3"
            >
              {one.title}
              <Button
                look="quiet"
                size="small"
                aria-label={t("remove", { title: one.title })}
                onClick={() => field.onChange(field.value.filter(({ id }) => id !== one.id))}
              >
                <Icon name="close" size={14} />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <GoodsPicker
        of="targets"
        chosen={field.value.map(({ id }) => id)}
        onAdd={(goods) => field.onChange([...field.value, goods])}
      />
    </Field>
  );
}
