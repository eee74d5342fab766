"use client";

import { Checkbox, SideBlock } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import type { KindValues } from "./kind-values.ts";

/** Beside the form of a kind: who sees its entries, and the way to them. */
export function KindShop({ id }: { id: string | null }) {
  const t = useTranslations("records");
  const { handle } = useStore();
  const { register } = useFormContext<KindValues>();
  return (
    <>
      <SideBlock title={t("visibility")}>
        <Checkbox label={t("isPublishable")} note={t("isPublishableNote")} {...register("isPublishable")} />
        <Checkbox label={t("isPublic")} note={t("isPublicNote")} {...register("isPublic")} />
      </SideBlock>
      {id ? (
        <SideBlock title={t("entries")}>
          <Link className="text-accent-text underline" href={paths.entries(handle, id)}>
            {t("toEntries")}
          </Link>
        </SideBlock>
      ) : null}
    </>
  );
}
