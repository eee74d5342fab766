"use client";

import { newId } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog, Field, Input, Thumb } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useOrderAction } from "./use-order-action.ts";

/** What leaves now, with whom, under which number. */
export function FulfilDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const open = order.lines.filter((line) => line.quantity > line.fulfilledQuantity);
  const [leaving, setLeaving] = useState(
    () => new Map(open.map((line) => [line.id, line.quantity - line.fulfilledQuantity])),
  );
  // One key for what is asked: sent twice it is one parcel, changed it is another wish.
  const [key, setKey] = useState<string>(newId);
  const [carrier, setCarrier] = useState("");
  const [trackingNumber, setTrackingNumber] = useState("");
  const { store, options } = useOrderAction(t("order.fulfilledToast", { number: order.number }), onClose);
  const fulfil = useMutation(trpc.orders.fulfil.mutationOptions(options));
  const count = [...leaving.values()].reduce((sum, quantity) => sum + quantity, 0);
  const send = () =>
    fulfil.mutate({
      store,
      id: order.id,
      key,
      lines: [...leaving]
        .filter(([, quantity]) => quantity > 0)
        .map(([lineId, quantity]) => ({ lineId, quantity })),
      carrier,
      trackingNumber,
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("order.fulfilTitle", { count })}
      description={t("order.fulfilNote")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="submit"
            form="fulfil"
            look="primary"
            isBusy={fulfil.isPending}
            reason={count === 0 ? t("errors.fulfil_nothing") : null}
          >
            {t("order.fulfilDo", { count })}
          </Button>
        </>
      }
    >
      <form
        id="fulfil"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (count > 0 && !fulfil.isPending) send();
        }}
      >
        <FormFailure error={fulfil.error} />
        <Field label={t("order.carrier")}>
          <Input
            value={carrier}
            maxLength={60}
            placeholder={t("order.carrierPlaceholder")}
            onChange={(event) => {
              setCarrier(event.target.value);
              setKey(newId());
            }}
          />
        </Field>
        <Field label={t("order.tracking")} help={t("order.trackingHelp")}>
          <Input
            value={trackingNumber}
            maxLength={60}
            autoCapitalize="characters"
            onChange={(event) => {
              setTrackingNumber(event.target.value);
              setKey(newId());
            }}
          />
        </Field>
        <Leaving
          lines={open}
          leaving={leaving}
          onChange={(lineId, quantity) => {
            setLeaving(new Map(leaving).set(lineId, quantity));
            setKey(newId());
          }}
        />
      </form>
    </Dialog>
  );
}

function Leaving({
  lines,
  leaving,
  onChange,
}: {
  lines: StaffOrder["lines"];
  leaving: ReadonlyMap<string, number>;
  onChange: (lineId: string, quantity: number) => void;
}) {
  const t = useTranslations("order");
  const { handle } = useStore();
  return (
    <ul>
      {lines.map((line) => {
        const left = line.quantity - line.fulfilledQuantity;
        return (
          <li key={line.id} className="flex items-center gap-3 border-line border-t py-2">
            <Thumb src={line.picture ? paths.file(handle, line.picture, 160) : null} alt="" size={40} />
            <span className="min-w-0 flex-1">
              {line.title}
              <span className="block text-ink-3 text-small">{line.variantTitle}</span>
            </span>
            <span className="flex flex-none items-center gap-1.5 text-ink-2">
              <Input
                aria-label={`${t("quantity")} ${line.title} ${line.variantTitle}`}
                type="number"
                inputMode="numeric"
                min={0}
                max={left}
                value={leaving.get(line.id) ?? 0}
                onChange={(event) =>
                  onChange(line.id, Math.max(0, Math.min(left, Math.trunc(Number(event.target.value) || 0))))
                }
                className="w-16 text-right"
              />
              / {left}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
