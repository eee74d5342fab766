"use client";

import type { DifferenceView } from "@hutong/payments";
import { Badge, Button } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useReason } from "../../api/errors.ts";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

const looks = {
  open: { tone: "warning", dot: "empty" },
  healed: { tone: "success", dot: "full" },
  resolved: { tone: "neutral", dot: "full" },
  noted: { tone: "neutral", dot: "none" },
} as const;

/** One difference: what it is, what both sides say, what became of it, and what can be done. */
export function DifferenceRow({
  difference,
  onResolve,
}: {
  difference: DifferenceView;
  onResolve: () => void;
}) {
  const t = useTranslations("settlement");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const { kind, state, order, outcome } = difference;
  return (
    <li className="border-line border-t py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="font-semibold">{t(`kinds.${kind}`)}</b>
        <Badge {...looks[state]}>{t(`differenceState.${state}`)}</Badge>
      </div>
      <Says difference={difference} />
      <Outcome difference={difference} />
      {state === "open" || state === "noted" ? <p className="mt-1 text-ink-2">{t(`todo.${kind}`)}</p> : null}
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        {state === "open" ? (
          <Button reason={role === "staff" ? forbidden : null} onClick={onResolve}>
            {t("resolve")}
          </Button>
        ) : null}
        {outcome === "payment_parked" ? (
          <Button asChild look="link">
            <Link href={paths.settings(handle, "payments")}>{t("decide")}</Link>
          </Button>
        ) : null}
        {order ? (
          <Button asChild look="link">
            <Link href={paths.order(handle, order.id)}>{t("order", { number: order.number })}</Link>
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Says({ difference }: { difference: DifferenceView }) {
  const t = useTranslations("settlement");
  const { money } = useFormats();
  const { billed, held, number } = difference;
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-ink-2 tabular-nums">
      <span>{t("billSays", { amount: billed ? money(billed) : t("billNothing") })}</span>
      <span>{t("weHold", { amount: held ? money(held) : t("holdNothing") })}</span>
      <span className="break-all text-ink-3">{number}</span>
      {billed ? <span className="text-ink-3">{t("occurredAt", { at: billed.occurredAt })}</span> : null}
    </p>
  );
}

function Outcome({ difference }: { difference: DifferenceView }) {
  const t = useTranslations("settlement");
  const { outcome, note, resolvedBy, state } = difference;
  if (state === "resolved")
    return (
      <p className="mt-1 text-ink-2">
        {resolvedBy ? t("resolvedBy", { name: resolvedBy, note }) : t("resolvedNote", { note })}
      </p>
    );
  if (!outcome) return null;
  const key = `outcomes.${outcome}`;
  return (
    <p className="mt-1 text-ink-2">
      {t.has(key as never) ? t(key as never) : t("outcomes.other", { code: outcome })}
    </p>
  );
}
