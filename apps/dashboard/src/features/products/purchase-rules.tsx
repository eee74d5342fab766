"use client";

import type { LineField, QuantityRule, StaffProduct } from "@hutong/catalogue";
import { formatWeight, localized } from "@hutong/kernel";
import { Button, SideBlock } from "@hutong/ui";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";

const PurchaseRulesDialog = dynamic(() =>
  import("./purchase-rules-dialog.tsx").then((module) => module.PurchaseRulesDialog),
);

/** A product's purchase rules, without which product they are of. */
export interface Rules {
  readonly fields: readonly LineField[];
  readonly quantity: QuantityRule | null;
}

/** Where the rules of a product that is not there yet are kept. */
export interface HeldRules {
  readonly rules: Rules | null;
  readonly onChange: (rules: Rules) => void;
}

/**
 * In which numbers a product is sold, and what customers fill in for it: changed in a dialog of its own.
 * @param held keeps them, where there is no product to save them with yet
 */
export function PurchaseRules({ product, held }: { product: StaffProduct; held: HeldRules | null }) {
  const t = useTranslations("product.buying");
  const forbidden = useReason()("forbidden");
  const locale = useLocale();
  const { role, locale: own } = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const [saved, setSaved] = useState<Rules | null>(null);
  const rules = held?.rules ?? saved ?? { fields: product.lineFields, quantity: product.quantityRule };
  const { quantity: rule, fields: lineFields } = rules;
  const said = rule
    ? [
        rule.weight ? t("byWeight", { weight: formatWeight(rule.weight, locale) }) : "",
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
          productId={held ? null : product.id}
          rules={rules}
          onClose={() => setIsOpen(false)}
          onSaved={held?.onChange ?? setSaved}
        />
      ) : null}
    </SideBlock>
  );
}
