"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { failureOf } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { changesOf } from "./form-values.ts";
import { ProductForm } from "./product-form.tsx";
import { StoredPictures } from "./product-pictures.tsx";
import { variantChanges } from "./variant-cells.ts";

/** Edits a product that is there: only what was changed is sent, and nothing that was typed is lost to a conflict. */
export function EditProduct({ product, onReload }: { product: StaffProduct; onReload: () => Promise<void> }) {
  const t = useTranslations("product");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, timezone } = useStore();
  const save = useMutation(trpc.products.save.mutationOptions());
  const [isMerged, setIsMerged] = useState(false);
  return (
    <ProductForm
      product={product}
      pictures={<StoredPictures productId={product.id} />}
      saving={{
        isBusy: save.isPending,
        error: save.error,
        isMerged,
        send: async ({ values, shape, sheet }) => {
          const sent = { ...changesOf(values, product, timezone), ...variantChanges(shape, sheet, product) };
          try {
            await save.mutateAsync({ store: handle, ...sent });
          } catch (error) {
            if (failureOf(error)?.reason === "product_changed") {
              await onReload();
              setIsMerged(true);
            }
            throw error;
          }
        },
        follow: async () => {
          setIsMerged(false);
          await queries.invalidateQueries(trpc.products.list.pathFilter());
          await onReload();
          showToast(t("saved"));
        },
        forget: () => {
          save.reset();
          setIsMerged(false);
        },
      }}
    />
  );
}
