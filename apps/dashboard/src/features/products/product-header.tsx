"use client";

import { Button, PageHeader } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormContext, useFormState } from "react-hook-form";
import { BackLink } from "../../shell/back-link.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import type { ProductValues } from "./form-values.ts";
import { type ProductStatus, StatusBadge } from "./product-badges.tsx";
import type { Sheet } from "./sheet/sheet.ts";
import { useChangeCount } from "./sheet/sheet-says.tsx";

interface Unsaved {
  readonly sheet: Sheet;
  /** Changes that are neither in the form's fields nor in the sheet's cells. */
  readonly others: number;
  readonly isSaving: boolean;
  /** Null where there is nothing to go back to. */
  readonly onDiscard: (() => void) | null;
}

/** The product's name and state, how many changes are not saved, and what saves or discards them. */
export function ProductHeader({
  title,
  status,
  ...unsaved
}: Unsaved & {
  title: string;
  /** Null for a product that is not there yet. */
  status: ProductStatus | null;
}) {
  const t = useTranslations();
  const { handle } = useStore();
  return (
    <PageHeader
      isLined
      isSticky
      back={<BackLink href={paths.products(handle)}>{t("products.title")}</BackLink>}
      title={title}
      badges={status ? <StatusBadge status={status} /> : null}
      actions={<SaveActions {...unsaved} />}
    />
  );
}

// Apart, so that a cell that is typed into draws these anew and not the form.
function SaveActions({ sheet, others, isSaving, onDiscard }: Unsaved) {
  const t = useTranslations();
  const { role } = useStore();
  const { control } = useFormContext<ProductValues>();
  const { dirtyFields } = useFormState({ control });
  const changes = Object.values(dirtyFields).filter(Boolean).length + useChangeCount(sheet) + others;
  useLeaveGuard(changes > 0 && !isSaving, t("product.leave"));
  if (changes === 0 && onDiscard) return null;
  return (
    <>
      {onDiscard ? (
        <>
          <span className="flex items-center gap-2 text-warning max-md:sr-only" role="status">
            <span className="size-2 rounded-pill bg-current" aria-hidden="true" />
            {t("product.unsaved", { count: changes })}
          </span>
          <Button onClick={onDiscard}>{t("common.discard")}</Button>
        </>
      ) : null}
      <Button
        type="submit"
        look="primary"
        isBusy={isSaving}
        reason={role === "staff" ? t("errors.forbidden") : null}
      >
        {t("common.save")}
      </Button>
    </>
  );
}
