"use client";

import { SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { DiscountForm } from "./discount-form.tsx";
import { emptyValues } from "./discount-values.ts";

/** A new discount. */
export function NewDiscountPage() {
  const t = useTranslations("discounts");
  const loading = useTranslations("common")("loading");
  const store = useStore();
  const trpc = useTRPC();
  const languages = useQuery(trpc.discounts.languages.queryOptions({ store: store.handle }));
  const [now] = useState(() => new Date());
  if (languages.isError)
    return <BlockFailure error={languages.error} onRetry={() => void languages.refetch()} />;
  if (!languages.data) return <SkeletonRows label={loading} />;
  return (
    <DiscountForm
      id={null}
      title={t("newTitle")}
      locales={languages.data}
      values={emptyValues(languages.data, store, now)}
      markets={null}
    />
  );
}
