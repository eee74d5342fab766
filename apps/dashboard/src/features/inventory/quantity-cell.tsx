"use client";

import type { StockItem } from "@hutong/inventory";
import { cn } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText, useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";

const most = 1_000_000;

/**
 * What can be sold of a variant, edited in place: Enter or leaving saves, Escape takes back, arrows move to the next. It is the difference
 * that is saved, so what was sold meanwhile stays sold. A variant that is not counted is from then on.
 */
export function QuantityCell({ item, locationId }: { item: StockItem; locationId: string }) {
  const t = useTranslations("inventory");
  const reason = useReason();
  const failureText = useFailureText();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const shown = item.isTracked ? String(item.available) : "";
  const [text, setText] = useState(shown);
  const [fault, setFault] = useState<string | null>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown) setText(shown);
    before.current = shown;
  }, [shown]);
  // Enter saves and moves on, and leaving saves too: one of them is enough.
  const isSending = useRef(false);
  const onSettled = () => {
    isSending.current = false;
  };
  const refresh = () => queries.invalidateQueries(trpc.inventory.pathFilter());
  const onError = (error: unknown) => setFault(failureText(error));
  const adjust = useMutation(
    trpc.inventory.adjust.mutationOptions({ onSuccess: refresh, onError, onSettled }),
  );
  const track = useMutation(trpc.inventory.track.mutationOptions({ onSuccess: refresh, onError, onSettled }));

  function save() {
    const typed = text.trim();
    if (isSending.current) return;
    if (typed === shown) return setFault(null);
    const wanted = Number(typed);
    if (!/^-?\d+$/.test(typed)) return setFault(reason("quantity_invalid"));
    if (wanted > most) return setFault(reason("quantity_too_large"));
    if (wanted < 0 && wanted < item.available) return setFault(reason("quantity_negative"));
    setFault(null);
    isSending.current = true;
    const place = { variantId: item.variantId, locationId };
    if (!item.isTracked) return track.mutate({ store: handle, ...place, available: wanted });
    const difference = wanted - item.available;
    const from = difference < 0 ? ("available" as const) : null;
    const to = difference < 0 ? null : ("available" as const);
    const change = { ...place, from, to, quantity: Math.abs(difference) };
    adjust.mutate({ store: handle, changes: [change], reason: "correction", key: crypto.randomUUID() });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Escape") {
      setText(shown);
      setFault(null);
    }
    const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    save();
    // The table and the phone's list both have the cells; one of them is shown.
    const cells = [...document.querySelectorAll<HTMLInputElement>("input[data-quantity]")].filter(
      (one) => one.offsetParent !== null,
    );
    const next = cells[cells.indexOf(event.currentTarget) + step];
    next?.focus();
    next?.select();
  }

  const isBusy = adjust.isPending || track.isPending;
  const name = [item.title, item.options].filter(Boolean).join(" · ");
  return (
    <span className="relative z-10 inline-flex flex-col items-end gap-0.5">
      <input
        data-quantity=""
        aria-label={t("availableOf", { name })}
        aria-invalid={fault ? true : undefined}
        aria-busy={isBusy || undefined}
        inputMode="numeric"
        autoComplete="off"
        readOnly={role === "staff" || isBusy}
        placeholder={t("notCounted")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={save}
        onKeyDown={onKeyDown}
        className={cn(
          "h-9 w-24 rounded-2 border border-line bg-surface px-2.5 text-right tabular-nums placeholder:text-ink-3 placeholder:text-small max-md:h-11 max-md:text-field",
          role === "staff" && "border-transparent bg-transparent",
          isBusy && "opacity-60",
          fault && "border-danger bg-danger-soft text-danger",
        )}
      />
      {fault ? (
        <span role="alert" className="max-w-48 text-right text-danger text-small">
          {fault}
        </span>
      ) : null}
    </span>
  );
}
