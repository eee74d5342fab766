"use client";

import { localized } from "@hutong/kernel";
import type { BillView, DifferenceView } from "@hutong/payments";
import { Block, Button, PageHeader, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { BillBadge } from "./bill-badge.tsx";
import { writeDay } from "./bill-days.ts";
import { BillStatus } from "./bill-status.tsx";
import { BillTotals } from "./bill-totals.tsx";
import { DifferenceRow } from "./difference-row.tsx";
import { ResolveDialog } from "./resolve-dialog.tsx";

/** Milliseconds between two looks at a bill: while it is being compared, and otherwise. */
const pace = { reading: 1_000, waiting: 3_000, failed: 15_000, compared: 30_000 } as const;

/** One bill: where it stands, bill against ledger, and every difference with what to do. */
export function BillPage({ account, day }: { account: string; day: string }) {
  const t = useTranslations("settlement");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const view = useQuery(
    trpc.settlement.bill.queryOptions(
      { store: handle, accountId: account, day },
      { refetchInterval: ({ state }) => pace[state.data?.bill.state ?? "compared"] },
    ),
  );
  const back = <BackLink href={paths.settlement(handle)}>{t("back")}</BackLink>;
  if (!view.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        {view.isError ? (
          <BlockFailure error={view.error} onRetry={() => void view.refetch()} />
        ) : (
          <SkeletonRows label={loading} count={5} />
        )}
      </>
    );
  return (
    <>
      <BillHeader view={view.data} back={back} />
      <div className="w-full max-w-[860px] px-8 pt-6 pb-12 max-md:px-4 max-md:pt-4">
        <BillStatus view={view.data} />
        <BillTotals totals={view.data.bill.totals} />
        <Differences view={view.data} />
      </div>
    </>
  );
}

function BillHeader({ view, back }: { view: BillView; back: React.ReactNode }) {
  const t = useTranslations("settlement");
  const reason = useReason();
  const locale = useLocale();
  const { handle, role } = useStore();
  const { dayAndTime } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { bill } = view;
  const compare = useMutation(
    trpc.settlement.compare.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.pathFilter());
        showToast(t("againDone"));
      },
    }),
  );
  const why = role === "staff" ? reason("forbidden") : bill.state === "reading" ? t("againBusy") : null;
  return (
    <>
      <PageHeader
        isLined
        back={back}
        title={t("day", { day: writeDay(bill.day, locale) })}
        badges={<BillBadge bill={bill} />}
        note={
          <span suppressHydrationWarning>
            {localized(bill.accountTitle, locale)}
            {bill.comparedAt ? ` · ${t("compared", { when: dayAndTime(bill.comparedAt) })}` : ""}
          </span>
        }
        actions={
          <Button
            reason={why}
            isBusy={compare.isPending}
            onClick={() => compare.mutate({ store: handle, accountId: bill.accountId, day: bill.day })}
          >
            {t("again")}
          </Button>
        }
      />
      {compare.error ? (
        <div className="px-8 pt-4 max-md:px-4">
          <FormFailure error={compare.error} />
        </div>
      ) : null}
    </>
  );
}

function Differences({ view }: { view: BillView }) {
  const t = useTranslations("settlement");
  const [resolving, setResolving] = useState<DifferenceView | null>(null);
  const { differences, more, bill } = view;
  if (differences.length === 0 && bill.state !== "compared") return null;
  return (
    <Block title={t("differences")} note={t("lines", { count: bill.lines })}>
      {differences.length === 0 ? (
        <p className="border-line border-t pt-3 text-ink-3">
          {bill.lines === 0 ? t("nothing") : t("noDifferences")}
        </p>
      ) : null}
      <ul>
        {differences.map((one) => (
          <DifferenceRow key={one.id} difference={one} onResolve={() => setResolving(one)} />
        ))}
      </ul>
      {more > 0 ? <p className="border-line border-t pt-3 text-ink-3">{t("more", { count: more })}</p> : null}
      {resolving ? <ResolveDialog difference={resolving} onClose={() => setResolving(null)} /> : null}
    </Block>
  );
}
