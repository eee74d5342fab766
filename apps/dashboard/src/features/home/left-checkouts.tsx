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

/** Bags that were left at the checkout, and the way to their customers. */
export function LeftCheckouts() {
  const t = useTranslations("home");
  const { handle } = useStore();
  const { count, money } = useFormats();
  const trpc = useTRPC();
  const found = useQuery(trpc.home.left.queryOptions({ store: handle }, { staleTime: 300_000 }));
  if (found.isError && !found.data)
    return <BlockFailure error={found.error} onRetry={() => void found.refetch()} />;
  const left = found.data;
  if (!left) return null;
  if (left.count === 0)
    return (
      <Block title={t("left")} className="mt-9">
        <p className="border-line border-t py-3 text-ink-2">{t("leftNone")}</p>
      </Block>
    );
  return (
    <Block title={t("left")} className="mt-9">
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
