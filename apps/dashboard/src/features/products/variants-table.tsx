"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { minorUnits } from "@hutong/kernel";
import { cn, Icon } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { type FieldError, useFormContext, useFormState } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import type { ProductValues } from "./form-values.ts";
import {
  cellName,
  cellOf,
  columns,
  type GridColumn,
  groupsOf,
  pastedCells,
  type VariantGroup,
} from "./grid.ts";

/** Price, old price and stock of every variant, edited in place: arrows move, a sheet's cells can be pasted. */
export function VariantsTable({ product }: { product: StaffProduct }) {
  const t = useTranslations("product");
  const groups = groupsOf(product.variants, product.options.length);
  const stock = product.variants.reduce((sum, variant) => sum + (variant.available ?? 0), 0);
  const isCounted = product.variants.some((variant) => variant.available !== null);
  const form = useFormContext<ProductValues>();

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const cell = step ? cellOf(event.target) : null;
    if (!cell) return;
    event.preventDefault();
    focusCell(event.currentTarget, cell.row + step, cell.column);
  }

  function onPaste(event: ClipboardEvent<HTMLTableElement>): void {
    const cell = cellOf(event.target);
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    for (const one of pastedCells(text, cell, product.variants.length))
      form.setValue(cellName(one), one.text, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  }

  return (
    <section className="border-line border-t pt-5">
      <div className="mb-3 flex items-baseline gap-2.5">
        <h2 className="font-semibold text-section">{t("variants")}</h2>
        <span className="text-ink-3">
          {t("variantsNote", {
            count: product.variants.length,
            stock: isCounted ? String(stock) : t("untracked"),
          })}
        </span>
      </div>
      <table
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="w-full border-separate border-spacing-0 overflow-hidden rounded-2 border border-line"
      >
        <thead>
          <tr className="text-left text-ink-3 text-small [&>th]:border-line [&>th]:border-b [&>th]:bg-sunken [&>th]:px-3 [&>th]:py-[7px] [&>th]:font-normal">
            <th scope="col">{t("variant")}</th>
            <th scope="col" className="text-right">
              {t("price", { currency: product.currency })}
            </th>
            <th scope="col" className="text-right max-md:hidden">
              {t("compareAt")}
            </th>
            <th scope="col" className="text-right">
              {t("stock")}
            </th>
            <th scope="col" className="max-md:hidden">
              {t("sku")}
            </th>
          </tr>
        </thead>
        {groups.map((group, index) => (
          <Group key={group.name} group={group} isFirst={index === 0} isOnly={groups.length === 1} />
        ))}
      </table>
      <FirstRefusal product={product} />
    </section>
  );
}

function focusCell(table: HTMLElement, row: number, column: GridColumn): void {
  const next = table.querySelector<HTMLInputElement>(`input[name="variants.${row}.${column}"]`);
  next?.focus();
  next?.select();
}

/** Variants that share their first option; long ones open when asked for. */
function Group({ group, isFirst, isOnly }: { group: VariantGroup; isFirst: boolean; isOnly: boolean }) {
  const t = useTranslations("products");
  const [isOpen, setIsOpen] = useState(isFirst || isOnly || group.variants.length <= 12);
  return (
    <tbody>
      {isOnly ? null : (
        <tr>
          <th scope="rowgroup" colSpan={5} className="h-10 border-line border-b bg-sunken px-3 text-left">
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
              className="flex w-full items-center gap-2"
            >
              <Icon name={isOpen ? "down" : "right"} size={14} className="text-ink-3" />
              <span className="font-semibold">{group.name}</span>
              <span className="font-normal text-ink-3">
                {t("variantCount", { count: group.variants.length })}
              </span>
            </button>
          </th>
        </tr>
      )}
      {isOpen
        ? group.variants.map((variant) => (
            <tr key={variant.id} className="[tbody:last-child>&:last-child>*]:border-b-0">
              <th
                scope="row"
                className={cn("h-[42px] border-line border-b px-3 text-left font-normal", !isOnly && "pl-9")}
              >
                {variant.label || t("variantCount", { count: 1 })}
              </th>
              {columns.map((column) => (
                <GridCell key={column} row={variant.index} column={column} label={variant.name} />
              ))}
              <td className="whitespace-nowrap border-line border-b border-l px-3 text-ink-2 max-md:hidden">
                {variant.sku}
              </td>
            </tr>
          ))
        : null}
    </tbody>
  );
}

function GridCell({ row, column, label }: { row: number; column: GridColumn; label: string }) {
  const t = useTranslations("product");
  const form = useFormContext<ProductValues>();
  const name = cellName({ row, column });
  const { errors } = useFormState({ control: form.control, name });
  const error: FieldError | undefined = errors.variants?.[row]?.[column];
  const title =
    column === "price" ? t("price", { currency: "" }) : t(column === "compareAt" ? "compareAt" : "stock");
  return (
    <td
      className={cn(
        "relative border-line border-b border-l p-0 focus-within:shadow-[inset_0_0_0_2px_var(--focus)]",
        column === "compareAt" && "max-md:hidden",
        error && "bg-danger-soft shadow-[inset_0_0_0_2px_var(--danger)]",
      )}
    >
      <input
        aria-label={`${label} ${title}`}
        aria-invalid={error ? true : undefined}
        inputMode={column === "available" ? "numeric" : "decimal"}
        autoComplete="off"
        {...form.register(name)}
        className={cn(
          "h-[42px] w-full min-w-16 bg-transparent px-3 text-right outline-none max-md:h-12 max-md:text-field",
          error && "text-danger",
        )}
      />
    </td>
  );
}

/** The first thing that is wrong in the table, named by its variant. */
function FirstRefusal({ product }: { product: StaffProduct }) {
  const reason = useReason();
  const form = useFormContext<ProductValues>();
  const { errors } = useFormState({ control: form.control, name: "variants" });
  const rows = errors.variants;
  if (!Array.isArray(rows)) return null;
  const row = rows.findIndex(Boolean);
  const found: (FieldError | undefined)[] = row < 0 ? [] : columns.map((column) => rows[row]?.[column]);
  const code = found.find(Boolean)?.message;
  if (!code) return null;
  const { option1 = "", option2 = "", option3 = "" } = product.variants[row] ?? {};
  const name = [option1, option2, option3].filter(Boolean).join(" / ");
  return (
    <p role="alert" className="flex items-center gap-2 pt-2.5 text-danger">
      <Icon name="warning" />
      {name ? `${name}: ` : ""}
      {reason(code, { currency: product.currency, digits: minorUnits(product.currency) })}
    </p>
  );
}
