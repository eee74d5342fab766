"use client";

import { Button, PageHeader } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { BackLink } from "../../shell/back-link.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { type ProductStatus, StatusBadge } from "./product-badges.tsx";

/** Says how many changes are not saved, and saves or discards them. */
export function ProductHeader({
  title,
  status,
  changes,
  isSaving,
  onDiscard,
}: {
  title: string;
  status: ProductStatus;
  changes: number;
  isSaving: boolean;
  onDiscard: () => void;
}) {
  const t = useTranslations();
  const { handle, role } = useStore();
  return (
    <PageHeader
      isLined
      isSticky
      back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
      title={title}
      badges={<StatusBadge status={status} />}
      actions={
        changes > 0 ? (
          <>
            <span className="flex items-center gap-2 text-warning max-md:sr-only" role="status">
              <span className="size-2 rounded-pill bg-current" aria-hidden="true" />
              {t("product.unsaved", { count: changes })}
            </span>
            <Button onClick={onDiscard}>{t("common.discard")}</Button>
            <Button
              type="submit"
              look="primary"
              isBusy={isSaving}
              reason={role === "staff" ? t("errors.forbidden") : null}
            >
              {t("common.save")}
            </Button>
          </>
        ) : null
      }
    />
  );
}
