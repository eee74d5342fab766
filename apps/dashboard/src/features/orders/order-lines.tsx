"use client";

import type { StaffOrder, StaffOrderLine } from "@hutong/orders";
import { Block, Thumb } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { unitsLeft, unitsOf } from "./units.ts";

/** The goods of an order, as they were named and priced when it was placed. */
export function OrderLines({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const left = unitsLeft(order);
  const isOpen = order.state === "open" && left > 0;
  return (
    <Block
      title={isOpen ? t("linesLeft", { count: left }) : t("linesAll", { count: unitsOf(order) })}
      note={order.pickup ? `${t("pickupAt")} · ${order.pickup.name}` : order.shippingName}
    >
      <ul>
        {order.lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </Block>
  );
}

function Line({ line }: { line: StaffOrderLine }) {
  const t = useTranslations("order");
  const { handle } = useStore();
  const { amount } = useFormats();
  const small = [line.variantTitle, line.sku].filter(Boolean).join(" · ");
  return (
    <li className="grid grid-cols-[52px_minmax(0,1fr)_auto] items-center gap-3.5 border-line border-t py-[11px] md:grid-cols-[52px_minmax(0,1fr)_auto_96px]">
      <Thumb src={line.picture ? paths.file(handle, line.picture, 160) : null} alt="" size={52} />
      <div className="min-w-0">
        <Link href={paths.product(handle, line.productId)} className="text-section hover:underline">
          {line.title}
        </Link>
        {small ? <p className="text-ink-2">{small}</p> : null}
        {line.parts.map((part) => (
          <p key={part.variantId} className="break-words text-ink-2 text-small">
            {part.quantity * line.quantity} × {part.title}
            {part.sku ? <span className="text-ink-3"> · {part.sku}</span> : null}
          </p>
        ))}
        {line.properties.map(({ id, name, value }) => (
          <p key={id} className="break-words">
            <span className="text-ink-3">{name}</span> {value}
          </p>
        ))}
        {line.fulfilledQuantity > 0 && line.fulfilledQuantity < line.quantity ? (
          <p className="text-ink-3 text-small">
            {t("fulfilledOf", { done: line.fulfilledQuantity, all: line.quantity })}
          </p>
        ) : null}
      </div>
      <span className="text-right text-ink-2">
        {amount(line.unitPrice)} × {line.quantity}
      </span>
      <b className="text-right font-semibold max-md:hidden">{amount(line.total)}</b>
    </li>
  );
}
