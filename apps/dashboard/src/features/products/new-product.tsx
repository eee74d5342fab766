"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { blankProduct } from "./blank-product.ts";
import { newProductOf } from "./new-product-values.ts";
import { useHeldPictures } from "./pictures/use-held-pictures.ts";
import { ProductForm } from "./product-form.tsx";
import { ProductPictures } from "./product-pictures.tsx";
import type { Rules } from "./purchase-rules.tsx";

/** A new product: the same form, its pictures and purchase rules held until the first save, which leads to the product's own page. */
export function NewProduct() {
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, currency, timezone } = useStore();
  const [product] = useState(() => blankProduct(currency));
  const pictures = useHeldPictures();
  const [rules, setRules] = useState<Rules | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const create = useMutation(trpc.products.create.mutationOptions());
  return (
    <ProductForm
      product={product}
      pictures={<ProductPictures source={pictures} />}
      others={pictures.pictures.length + (rules ? 1 : 0)}
      heldRules={{ rules, onChange: setRules }}
      saving={{
        isBusy: isWaiting || create.isPending || create.isSuccess,
        error: create.error,
        isMerged: false,
        send: async (filled) => {
          setWaiting(true);
          const held = await pictures.settled();
          setWaiting(false);
          const sent = newProductOf({ ...filled, product, timezone, pictures: held, rules });
          const { id } = await create.mutateAsync({ store: handle, ...sent });
          router.replace(paths.product(handle, id));
        },
        follow: () => queries.invalidateQueries(trpc.products.pathFilter()),
        forget: create.reset,
      }}
    />
  );
}
