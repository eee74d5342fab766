"use client";

import { localized } from "@hutong/kernel";
import type { AccountListItem } from "@hutong/payments";
import { showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { AccountRow } from "./account-row.tsx";

/** The accounts in the order that customers see, which buttons and dragging change. */
export function AccountList({ accounts }: { accounts: readonly AccountListItem[] }) {
  const t = useTranslations("payment");
  const reason = useReason();
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [dragged, setDragged] = useState<string | null>(null);
  const key = trpc.payments.accounts.queryKey({ store: handle });
  const refresh = () => queries.invalidateQueries(trpc.payments.pathFilter());
  const arrange = useMutation(trpc.payments.arrange.mutationOptions({ onSettled: refresh }));
  const change = useMutation(trpc.payments.switch.mutationOptions({ onSettled: refresh }));
  const check = useMutation(
    trpc.payments.check.mutationOptions({
      onSettled: refresh,
      onSuccess: (answer) => {
        if (!answer) showToast(t("nothingToCheck"));
      },
    }),
  );

  const move = (from: number, to: number) => {
    const moved = accounts[from];
    if (!moved || to < 0 || to >= accounts.length || from === to) return;
    const next = accounts.filter((_, index) => index !== from);
    next.splice(to, 0, moved);
    queries.setQueryData(key, next);
    arrange.mutate({ store: handle, ids: next.map(({ id }) => id) });
    showToast(t("movedTo", { title: localized(moved.title, locale), place: to + 1 }));
  };
  const why = role === "owner" ? null : reason("forbidden");
  return (
    <>
      <FormFailure error={arrange.error ?? change.error ?? check.error} />
      <ol>
        {accounts.map((account, index) => (
          <li
            key={account.id}
            draggable={!why}
            onDragStart={() => setDragged(account.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() =>
              move(
                accounts.findIndex(({ id }) => id === dragged),
                index,
              )
            }
            className={dragged === account.id ? "opacity-55" : undefined}
          >
            <AccountRow
              account={account}
              why={why}
              isFirst={index === 0}
              isLast={index === accounts.length - 1}
              isChecking={check.isPending && check.variables.id === account.id}
              onMove={(by) => move(index, index + by)}
              onSwitch={() => change.mutate({ store: handle, id: account.id, isEnabled: !account.isEnabled })}
              onCheck={() => check.mutate({ store: handle, id: account.id })}
            />
          </li>
        ))}
      </ol>
    </>
  );
}
