"use client";

import { formatMoney } from "@hutong/kernel";
import { Badge, Button, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { GoodsPicker } from "../../discounts/goods-picker.tsx";

/** The variant that customers are offered as gift wrapping; nothing is offered where none is chosen. */
export function GiftWrapping() {
  const t = useTranslations("shipping.wrapping");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const wrapping = useQuery(trpc.shipping.wrapping.queryOptions({ store: handle }));
  const put = useMutation(
    trpc.shipping.putWrapping.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.shipping.wrapping.pathFilter());
        showToast(t("saved"));
      },
    }),
  );
  if (wrapping.isError)
    return <BlockFailure error={wrapping.error} onRetry={() => void wrapping.refetch()} />;
  const chosen = wrapping.data;
  const choose = (variantId: string | null) => put.mutate({ store: handle, variantId });
  return (
    <section className="mt-10">
      <h2 className="font-semibold text-section">{t("title")}</h2>
      <p className="mb-3 text-ink-2">{t("note")}</p>
      {put.error ? <FormFailure error={put.error} /> : null}
      {chosen ? (
        <div className="flex flex-wrap items-center gap-3 border-line border-y py-3.5">
          <div className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-2">
              <Link className="font-semibold underline" href={paths.product(handle, chosen.productId)}>
                {chosen.title}
              </Link>
              <Badge
                tone={chosen.isOffered ? "success" : "neutral"}
                dot={chosen.isOffered ? "full" : "empty"}
              >
                {t(chosen.isOffered ? "on" : "off")}
              </Badge>
            </span>
            <span className="block text-ink-3 text-small">{formatMoney(chosen.price, locale)}</span>
          </div>
          {role === "owner" ? (
            <Button isBusy={put.isPending} onClick={() => choose(null)}>
              {t("stop")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {chosen === null && role !== "owner" ? <p className="text-ink-3">{t("none")}</p> : null}
      {chosen === null && role === "owner" ? (
        <GoodsPicker of="variants" chosen={[]} onAdd={({ id }) => choose(id)} />
      ) : null}
    </section>
  );
}
