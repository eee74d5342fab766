"use client";

import { localized } from "@hutong/kernel";
import type { AccountListItem } from "@hutong/payments";
import { Badge, Button, Icon, LetterTile, Menu, MenuItem } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { CheckNote } from "./check-note.tsx";
import { NoticesNote } from "./notices-note.tsx";
import { useConditionWords } from "./use-condition-words.ts";

/** One way to pay: its name, whether it is on and works, where it shows, and its place in the order. */
export function AccountRow({
  account,
  why,
  isFirst,
  isLast,
  isChecking,
  onMove,
  onSwitch,
  onCheck,
}: {
  account: AccountListItem;
  /** Why this person cannot change it. */
  why: string | null;
  isFirst: boolean;
  isLast: boolean;
  isChecking: boolean;
  onMove: (by: number) => void;
  onSwitch: () => void;
  onCheck: () => void;
}) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { handle } = useStore();
  const title = localized(account.title, locale);
  const label = localized(account.label, locale);
  const words = useConditionWords(account.conditions);
  const kind = account.isOnDelivery ? t("onDelivery") : label;
  const taken = account.capture === "at-once" ? [] : [t(`captureShort.${account.capture}`)];
  return (
    <div className="flex items-start gap-3 border-line border-t py-3">
      <span className="mt-0.5">
        <LetterTile>{title}</LetterTile>
      </span>
      <div className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={paths.payment(handle, account.id)} className="font-semibold hover:underline">
            {title}
          </Link>
          <State account={account} />
        </span>
        <span className="block text-ink-3 text-small">{[kind, ...taken, ...words].join(" · ")}</span>
        {isChecking ? (
          <span role="status" className="text-ink-2 text-small">
            {t("asking", { name: label })}
          </span>
        ) : (
          <CheckNote check={account.checked} />
        )}
        {account.noticesRefusedSince ? <NoticesNote account={account} /> : null}
      </div>
      <div className="flex flex-none items-center">
        {([-1, 1] as const).map((by) => (
          <Button
            key={by}
            look="quiet"
            size="icon"
            className="max-sm:hidden"
            aria-label={t(by < 0 ? "moveUp" : "moveDown", { title })}
            disabled={why !== null || (by < 0 ? isFirst : isLast)}
            onClick={() => onMove(by)}
          >
            <Icon name={by < 0 ? "up" : "down"} size={16} />
          </Button>
        ))}
        <Menu
          trigger={
            <Button look="quiet" size="icon" aria-label={t("more", { title })}>
              <Icon name="more" weight={2.4} />
            </Button>
          }
        >
          <MenuItem asChild>
            <Link href={paths.payment(handle, account.id)}>{t("edit")}</Link>
          </MenuItem>
          <MenuItem isDisabled={why !== null} onSelect={onSwitch}>
            {t(account.isEnabled ? "switchOff" : "switchOn")}
          </MenuItem>
          {account.settles === "online" ? (
            <MenuItem isDisabled={why !== null} onSelect={onCheck}>
              {t("checkAgain")}
            </MenuItem>
          ) : null}
          <MenuItem isDisabled={why !== null || isFirst} onSelect={() => onMove(-1)}>
            {t("up")}
          </MenuItem>
          <MenuItem isDisabled={why !== null || isLast} onSelect={() => onMove(1)}>
            {t("down")}
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}

function State({ account }: { account: AccountListItem }) {
  const t = useTranslations();
  if (account.isIdle) return <Badge tone="warning">{t("payment.idle")}</Badge>;
  if (!account.isReady) return <Badge tone="warning">{t("settings.payments.notReady")}</Badge>;
  return (
    <Badge tone={account.isEnabled ? "success" : "neutral"} dot={account.isEnabled ? "full" : "empty"}>
      {t(`settings.payments.${account.isEnabled ? "enabled" : "disabled"}`)}
    </Badge>
  );
}
