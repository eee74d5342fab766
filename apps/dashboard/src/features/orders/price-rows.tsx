"use client";

import type { StaffOrder } from "@hutong/orders";
import type { PriceNode } from "@hutong/pricing";
import { taxName } from "@hutong/pricing/taxes";
import { cn, Icon } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDiscountWorth } from "../../shell/use-discount-worth.ts";
import { useFormats } from "../../shell/use-formats.ts";
import { unitsOf } from "./units.ts";

interface Words {
  readonly name: string;
  /** In small letters beside it. */
  readonly note: string;
}

/** Says what a node of an order's price tree is. */
function usePriceWords(order: StaffOrder): (node: PriceNode, isInside: boolean) => Words {
  const t = useTranslations("order");
  const locale = useLocale();
  const worth = useDiscountWorth();
  const { amount } = useFormats();
  return ({ source }, isInside) => {
    switch (source.kind) {
      case "subtotal":
        return { name: t("itemsTotal", { count: unitsOf(order) }), note: "" };
      case "line": {
        const { title, variantTitle, quantity } = source;
        const name = [title, variantTitle].filter(Boolean).join(" · ");
        return { name, note: t("why.line", { quantity, price: amount(source.unitPrice) }) };
      }
      case "on_line": {
        const name = [source.title, source.variantTitle].filter(Boolean).join(" · ");
        return { name, note: t("why.of", { amount: amount(source.of) }) };
      }
      case "on_shipping":
        return { name: t("why.delivery"), note: t("why.of", { amount: amount(source.of) }) };
      case "discount": {
        const note = [source.code, source.rule ? worth(source.rule) : ""].filter(Boolean).join(" · ");
        return { name: source.name || t("why.discount"), note };
      }
      case "shipping":
        if (order.pickup) return { name: t("pickupAt"), note: order.pickup.name };
        return { name: source.name ? t("shipping", { name: source.name }) : t("noShipping"), note: "" };
      case "shipping_price":
        return { name: t("why.deliveryPrice"), note: "" };
      case "shipping_free":
        return { name: t("why.deliveryFree", { above: amount(source.above) }), note: "" };
      case "tax": {
        const rate = (source.basisPoints / 10_000).toLocaleString(locale, {
          style: "percent",
          maximumFractionDigits: 4,
        });
        const said = { name: taxName(source.name, locale), rate: source.basisPoints > 0 ? rate : "" };
        return { name: t(isInside ? "taxIncluded" : "tax", said), note: "" };
      }
      case "tax_removed":
        return { name: t("taxExempt"), note: "" };
      case "tender":
        return { name: t("byGiftCard", { last: source.last }), note: "" };
      case "total":
      case "due":
        return { name: t("total"), note: "" };
    }
  };
}

/** What an order's total is made of: each sum opens into where it comes from, down to the line that it fell on. */
export function PriceRows({ order }: { order: StaffOrder }) {
  const words = usePriceWords(order);
  const { root, inside } = order.tree;
  // What gift cards pay stands below, with what has come in.
  const total = root.source.kind === "total" ? root : root.parts[0];
  if (!total) return null;
  return (
    <ul className="border-line border-t" data-price-tree="">
      {total.parts.map((node, index) => (
        <PriceRow key={keyOf(node)} node={node} words={words} isQuiet={index > 0} />
      ))}
      {inside.map((node) => (
        <PriceRow key={keyOf(node)} node={node} words={words} isQuiet isInside />
      ))}
    </ul>
  );
}

const keyOf = ({ source }: PriceNode): string =>
  "id" in source ? `${source.kind} ${source.id}` : source.kind;

interface RowProps {
  readonly node: PriceNode;
  readonly words: ReturnType<typeof usePriceWords>;
  readonly isQuiet?: boolean;
  /** A tax that is in the total and adds nothing to it. */
  readonly isInside?: boolean;
}

function PriceRow({ node, words, isQuiet = false, isInside = false }: RowProps) {
  const { amount } = useFormats();
  const { name, note } = words(node, isInside);
  const label: ReactNode = (
    <>
      <span className="min-w-0 flex-1 break-words">
        {name}
        {note ? <span className="ml-2 text-ink-3 text-small">{note}</span> : null}
      </span>
      <span className="flex-none tabular-nums">{amount(node.amount)}</span>
    </>
  );
  const look = cn("flex items-baseline gap-2 py-2", isQuiet && "py-1 text-ink-2");
  if (node.parts.length === 0)
    return (
      <li className={look} data-reason={node.source.kind}>
        <span className="w-4 flex-none" aria-hidden="true" />
        {label}
      </li>
    );
  return (
    <li data-reason={node.source.kind}>
      <details className="group/row">
        <summary
          className={cn(
            look,
            "cursor-pointer list-none rounded-2 hover:text-ink [&::-webkit-details-marker]:hidden",
          )}
        >
          <Icon
            name="right"
            size={12}
            weight={2.2}
            className="w-4 flex-none self-center text-ink-3 transition-transform duration-[120ms] [[open]>summary>&]:rotate-90"
          />
          {label}
        </summary>
        <ul className="mb-1 ml-2 border-line border-l pl-3">
          {node.parts.map((part) => (
            <PriceRow key={keyOf(part)} node={part} words={words} isQuiet isInside={isInside} />
          ))}
        </ul>
      </details>
    </li>
  );
}
