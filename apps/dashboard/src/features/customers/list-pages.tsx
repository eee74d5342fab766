"use client";

import { Button } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** The foot of a list: how many are shown, and the ways to the others. */
export function ListPages({
  shown,
  newer,
  older,
}: {
  shown: string;
  newer: string | null;
  older: string | null;
}) {
  const t = useTranslations("customers");
  return (
    <footer className="mt-auto flex items-center gap-2 px-7 py-3 max-md:px-4">
      <span className="text-ink-2">{shown}</span>
      <span className="ml-auto flex gap-2">
        {newer ? (
          <Button asChild>
            <Link href={newer}>{t("newer")}</Link>
          </Button>
        ) : null}
        {older ? (
          <Button asChild>
            <Link href={older}>{t("older")}</Link>
          </Button>
        ) : null}
      </span>
    </footer>
  );
}
