"use client";

import type { MemberItem } from "@hutong/catalogue";
import { Second, Thumb } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

/** A product of a collection, in one line. */
export function MemberLine({
  item,
  before,
  after,
  ...rest
}: ComponentProps<"li"> & {
  item: MemberItem;
  /** What stands in front of its picture, and at the end. */
  before?: ReactNode;
  after?: ReactNode;
}) {
  const t = useTranslations("collections.members");
  const { handle } = useStore();
  const { amount } = useFormats();
  const { minPrice, maxPrice, status, isAvailable } = item;
  const price = minPrice === maxPrice ? amount(minPrice) : `${amount(minPrice)} – ${amount(maxPrice)}`;
  const notes = [price, status === "active" ? "" : t(status), isAvailable ? "" : t("soldOut")];
  return (
    <li {...rest} className="flex min-h-12 items-center gap-3 border-line border-b py-1.5 last:border-0">
      {before}
      <Thumb src={item.picture ? paths.file(handle, item.picture) : null} alt="" size={36} />
      <span className="min-w-0 flex-1">
        <Link href={paths.product(handle, item.id)} className="block truncate hover:underline">
          {item.title}
        </Link>
        <Second>{notes.filter(Boolean).join(" · ")}</Second>
      </span>
      {after}
    </li>
  );
}
