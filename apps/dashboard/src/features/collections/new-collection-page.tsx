"use client";

import { useTranslations } from "next-intl";
import { CollectionForm } from "./collection-form.tsx";
import { emptyValues } from "./rule-values.ts";

/** A new collection. */
export function NewCollectionPage() {
  const t = useTranslations("collections");
  return <CollectionForm id={null} title={t("newTitle")} values={emptyValues} />;
}
