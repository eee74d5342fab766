"use client";

import { Button, Dialog } from "@hutong/ui";
import { useTranslations } from "next-intl";
import type { VariantShape } from "./variant-shape.ts";

/** What is about to be taken out, and what is left then. */
export interface Removal {
  readonly name: string;
  readonly next: VariantShape;
  readonly count: number;
  /** How many of those that go have units on the shelf. */
  readonly stocked: number;
}

/** Asks before a value or an option goes, and says how many variants go with it. */
export function RemoveChoiceDialog({
  removal,
  onClose,
  onRemove,
}: {
  removal: Removal;
  onClose: () => void;
  onRemove: (next: VariantShape) => void;
}) {
  const t = useTranslations("product.options");
  const common = useTranslations("common");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t("removeTitle", { name: removal.name })}
      description={t("removeNote", { count: removal.count, stocked: removal.stocked })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="danger" onClick={() => onRemove(removal.next)}>
            {t("removeIt")}
          </Button>
        </>
      }
    />
  );
}
