"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { localized } from "@hutong/kernel";
import { Button, SideBlock } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { PurchaseRulesDialog } from "./purchase-rules-dialog.tsx";

/** In which numbers a product is sold, and what customers fill in for it: changed in a dialog of its own. */
export function PurchaseRules({ product }: { product: StaffProduct }) {
  const t = useTranslations("product.buying");
  const forbidden = useReason()("forbidden");
  const locale = useLocale();
  const { role, locale: own } = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const [kept, setKept] = useState<Pick<StaffProduct, "lineFields" | "quantityRule">>(product);
  const { quantityRule: rule, lineFields } = kept;
  const said = rule
    ? [
        rule.least > 1 ? t("from", { count: rule.least }) : "",
        rule.step > 1 ? t("inSteps", { count: rule.step }) : "",
        rule.most === null ? "" : t("upTo", { count: rule.most }),
      ].filter(Boolean)
    : [];
  return (
    <SideBlock title={t("title")}>
      <p>{said.join(" · ") || t("anyNumber")}</p>
      {lineFields.length > 0 ? (
        <ul className="mt-1 text-ink-2">
          {lineFields.map((field) => (
            <li key={field.id} className="break-words">
              {localized(field.label, locale, own)}
              {field.isRequired ? <span className="text-ink-3"> · {t("required")}</span> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-3 text-small">{t("noFields")}</p>
      )}
      <Button
        type="button"
        size="small"
        className="mt-2"
        reason={role === "staff" ? forbidden : null}
        onClick={() => setIsOpen(true)}
      >
        {t("change")}
      </Button>
      {isOpen ? (
        <PurchaseRulesDialog
          product={{ id: product.id, ...kept }}
          onClose={() => setIsOpen(false)}
          onSaved={({ fields, quantity }) => setKept({ lineFields: fields, quantityRule: quantity })}
        />
      ) : null}
    </SideBlock>
  );
}
