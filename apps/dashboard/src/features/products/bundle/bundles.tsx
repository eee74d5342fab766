"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Button, Select, Skeleton } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { BundleDialog } from "./bundle-dialog.tsx";

const titleOf = ({ option1, option2, option3 }: StaffProduct["variants"][number]) =>
  [option1, option2, option3].filter(Boolean).join(" / ");

/** Which of a product's variants are made of others, of what, and how many can be sold of them. */
export function Bundles({ product }: { product: StaffProduct }) {
  const t = useTranslations("bundle");
  const trpc = useTRPC();
  const { handle, role } = useStore();
  const [edited, setEdited] = useState<string | null>(null);
  const query = useQuery(
    trpc.bundles.list.queryOptions({ store: handle, productId: product.id }, { refetchOnWindowFocus: false }),
  );
  if (query.isError && !query.data)
    return <BlockFailure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-12" />;
  const { variants } = product;
  const bundles = query.data;
  const nameOf = (id: string) => {
    const variant = variants.find((one) => one.id === id);
    return variant ? titleOf(variant) : "";
  };
  const others = variants.filter(({ id }) => !bundles.some(({ variantId }) => variantId === id));
  const open = bundles.find(({ variantId }) => variantId === edited);
  return (
    <section aria-labelledby="bundles-title" className="flex flex-col gap-2.5 border-line border-t pt-5">
      <h2 id="bundles-title" className="font-semibold text-section">
        {t("title")}
      </h2>
      {bundles.length === 0 ? <p className="text-ink-3 text-small">{t("none")}</p> : null}
      {bundles.map(({ variantId, parts, available }) => (
        <div
          key={variantId}
          className="flex flex-wrap items-start gap-3 rounded-2 border border-line px-3 py-2"
        >
          <div className="min-w-0 flex-1 basis-52">
            {nameOf(variantId) ? <p className="font-semibold">{nameOf(variantId)}</p> : null}
            <ul>
              {parts.map((part) => (
                <li key={part.variantId} className="break-words">
                  {part.quantity} × {part.title}
                  <span className="text-ink-3 text-small">
                    {" "}
                    {part.available === null ? t("uncounted") : t("there", { count: part.available })}
                  </span>
                </li>
              ))}
            </ul>
            <p className="text-ink-2 text-small">
              {available === null ? t("endless") : t("sellable", { count: available })}
            </p>
          </div>
          {role === "staff" ? null : (
            <Button size="small" onClick={() => setEdited(variantId)}>
              {t("change")}
            </Button>
          )}
        </div>
      ))}
      {role === "staff" || others.length === 0 ? null : others.length === 1 ? (
        <span>
          <Button size="small" onClick={() => setEdited(others[0]!.id)}>
            {t("make")}
          </Button>
        </span>
      ) : (
        <div className="max-w-80">
          <Select aria-label={t("make")} value="" onChange={({ target: { value } }) => setEdited(value)}>
            <option value="" disabled>
              {t("makeOf")}
            </option>
            {others.slice(0, 200).map((one) => (
              <option key={one.id} value={one.id}>
                {titleOf(one)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {edited ? (
        <BundleDialog
          key={edited}
          productId={product.id}
          variantId={edited}
          parts={open?.parts ?? []}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </section>
  );
}
