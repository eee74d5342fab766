"use client";

import type { StaffGiftCard, StaffMovement } from "@hutong/gift-cards";
import { Block, Button, Columns, PageHeader, SideBlock, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { LastDay } from "./columns.tsx";
import { GiftCardBadge } from "./gift-card-badge.tsx";

/** One gift card: what it has, what moved it, and what can be done. */
export function GiftCardPage({ id }: { id: string }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const view = useQuery(trpc.giftCards.get.queryOptions({ store: handle, id }));
  const [isAdjusting, setAdjusting] = useState(false);
  const back = <BackLink href={paths.giftCards(handle)}>{t("giftCards.title")}</BackLink>;
  if (!view.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        {view.isError ? (
          <BlockFailure error={view.error} onRetry={() => void view.refetch()} />
        ) : (
          <SkeletonRows label={t("common.loading")} count={5} />
        )}
      </>
    );
  const { card, movements } = view.data;
  return (
    <>
      <Header card={card} back={back} onAdjust={() => setAdjusting(true)} />
      <Columns side={<Facts card={card} />}>
        <Amounts card={card} />
        <Movements card={card} movements={movements} />
      </Columns>
      {isAdjusting ? <AdjustDialog card={card} onClose={() => setAdjusting(false)} /> : null}
    </>
  );
}

function Header({ card, back, onAdjust }: { card: StaffGiftCard; back: ReactNode; onAdjust: () => void }) {
  const t = useTranslations("giftCards");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const isEnabled = card.state === "active";
  const change = useMutation(
    trpc.giftCards.switch.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.giftCards.pathFilter());
        showToast(t(isEnabled ? "disabledToast" : "enabledToast", { last: card.last }));
      },
    }),
  );
  const why = role === "staff" ? forbidden : null;
  return (
    <>
      <PageHeader
        isLined
        back={back}
        title={`···· ${card.last}`}
        badges={<GiftCardBadge card={card} />}
        actions={
          <>
            <Button
              reason={why}
              isBusy={change.isPending}
              onClick={() => change.mutate({ store: handle, id: card.id, isEnabled: !isEnabled })}
            >
              {t(isEnabled ? "disable" : "enable")}
            </Button>
            <Button reason={why} onClick={onAdjust}>
              {t("adjust")}
            </Button>
          </>
        }
      />
      {change.error ? (
        <div className="px-8 pt-4 max-md:px-4">
          <FormFailure error={change.error} />
        </div>
      ) : null}
    </>
  );
}

function Amounts({ card }: { card: StaffGiftCard }) {
  const t = useTranslations("giftCards");
  const { money } = useFormats();
  const { balance, held, initial, currency } = card;
  return (
    <Block title={t("columns.balance")}>
      <p className="font-semibold text-title">{money({ amount: balance, currency })}</p>
      <p className="text-ink-2">
        {t("ofInitial", { amount: money({ amount: initial, currency }) })}
        {held > 0 ? ` · ${t("held", { amount: money({ amount: held, currency }) })}` : ""}
      </p>
    </Block>
  );
}

function Facts({ card }: { card: StaffGiftCard }) {
  const t = useTranslations("giftCards");
  const { dayAndTime } = useFormats();
  return (
    <>
      <SideBlock title={t("columns.for")}>
        <p className="break-all">
          {card.recipientEmail ?? <span className="text-ink-3">{t("nobody")}</span>}
        </p>
      </SideBlock>
      <SideBlock title={t("columns.expires")}>
        <LastDay card={card} />
      </SideBlock>
      <SideBlock title={t("issued")}>
        <span suppressHydrationWarning>{dayAndTime(card.createdAt)}</span>
      </SideBlock>
      {card.note ? <SideBlock title={t("note")}>{card.note}</SideBlock> : null}
    </>
  );
}

function Movements({ card, movements }: { card: StaffGiftCard; movements: readonly StaffMovement[] }) {
  const t = useTranslations("giftCards");
  return (
    <Block title={t("movements")}>
      <ul className="border-line border-t">
        {movements.map((movement) => (
          <Movement key={movement.id} movement={movement} currency={card.currency} />
        ))}
      </ul>
    </Block>
  );
}

function Movement({ movement, currency }: { movement: StaffMovement; currency: string }) {
  const t = useTranslations("giftCards");
  const { handle } = useStore();
  const { money, dayAndTime } = useFormats();
  const { kind, balance, held, orderId, orderNumber, note } = movement;
  // What was held before is taken: the balance stays, and what it was is what people want to see.
  const amount = balance === 0 ? held : balance;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b py-2.5">
      <span className="min-w-0 flex-1 basis-52">
        {t(`kinds.${kind}`)}
        {orderId && orderNumber !== null ? (
          <>
            {" · "}
            <Link href={paths.order(handle, orderId)} className="underline underline-offset-2">
              {t("order", { number: orderNumber })}
            </Link>
          </>
        ) : null}
        {note && kind !== "issue" ? <span className="block text-ink-2">{note}</span> : null}
      </span>
      <span className="text-ink-3 text-small" suppressHydrationWarning>
        {dayAndTime(movement.at)}
      </span>
      <b className={`w-28 text-right font-semibold ${balance === 0 ? "text-ink-3" : ""}`}>
        {amount > 0 ? "+" : ""}
        {money({ amount, currency })}
      </b>
    </li>
  );
}
