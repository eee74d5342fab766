"use client";

import { Block, Button } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import type { ToWatch as Watched } from "./router.ts";

/** What would be missed if nobody looked: bags that were left at the checkout, and goods that are running out. */
export function ToWatch() {
  const { handle } = useStore();
  const trpc = useTRPC();
  const found = useQuery(trpc.home.toWatch.queryOptions({ store: handle }, { staleTime: 300_000 }));
  if (found.isError && !found.data)
    return <BlockFailure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  return (
    <div className="mt-9 grid gap-x-11 lg:grid-cols-2">
      <LowStock low={found.data.low} />
      <Left left={found.data.left} />
    </div>
  );
}

function LowStock({ low }: { low: Watched["low"] }) {
  const t = useTranslations("home");
  const { handle } = useStore();
  const { count } = useFormats();
  return (
    <Block
      title={t("low")}
      note={low.hasMore ? t("lowMore") : undefined}
      action={
        <Link href={paths.products(handle)} className="text-accent-text hover:underline">
          {t("lowGo")}
        </Link>
      }
    >
      {low.items.length === 0 ? (
        <p className="border-line border-t py-3 text-ink-2">{t("lowNone")}</p>
      ) : (
        <ul className="border-line border-t">
          {low.items.map((item) => (
            <li key={item.variantId} className="flex items-baseline gap-4 border-line border-b py-2.5">
              <Link
                href={paths.product(handle, item.productId)}
                className="min-w-0 flex-1 break-words hover:underline"
              >
                {item.title}
                {item.variantTitle ? <span className="ml-2 text-ink-3">{item.variantTitle}</span> : null}
              </Link>
              <b
                className={
                  item.available > 0 ? "flex-none font-semibold" : "flex-none font-semibold text-danger"
                }
              >
                {item.available > 0 ? t("lowLeft", { count: count(item.available) }) : t("lowGone")}
              </b>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

function Left({ left }: { left: Watched["left"] }) {
  const t = useTranslations("home");
  const { handle } = useStore();
  const { count, money } = useFormats();
  if (left.count === 0)
    return (
      <Block title={t("left")}>
        <p className="border-line border-t py-3 text-ink-2">{t("leftNone")}</p>
      </Block>
    );
  return (
    <Block title={t("left")}>
      <div className="border-line border-t pt-3">
        <p className="text-section">
          <b className="font-semibold">
            {t("leftCount", { count: left.count, said: `${count(left.count)}${left.hasMore ? "+" : ""}` })}
          </b>
          {left.total ? <span className="text-ink-2"> · {money(left.total)}</span> : null}
        </p>
        <p className="mt-0.5 text-ink-2">{t("leftNote")}</p>
        <Button asChild className="mt-3">
          <Link href={paths.leftCheckouts(handle)}>{t("leftGo")}</Link>
        </Button>
      </div>
    </Block>
  );
}
