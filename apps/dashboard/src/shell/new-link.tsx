"use client";

import { Button, Icon } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStore } from "./store-provider.tsx";

/** Leads to the form that makes one more of what a list shows; says so where one may not. */
export function NewLink({ href, children }: { href: string; children: string }) {
  const forbidden = useTranslations("errors")("forbidden");
  const { role } = useStore();
  if (role === "staff")
    return (
      <Button look="primary" icon="plus" reason={forbidden}>
        {children}
      </Button>
    );
  return (
    <Button asChild look="primary">
      <Link href={href}>
        <Icon name="plus" size={16} weight={2} />
        {children}
      </Link>
    </Button>
  );
}
