"use client";

import type { LocationStock } from "@hutong/inventory";
import { Button, cn, controlLook, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText, useReason } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";

/** With how few units at a location its merchant wants to be told; empty asks for no notice. */
export function LowAtField({ variantId, at }: { variantId: string; at: LocationStock }) {
  const t = useTranslations("inventory");
  const save = useTranslations("common")("save");
  const reason = useReason();
  const failureText = useFailureText();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const id = useId();
  const shown = at.lowAt === null ? "" : String(at.lowAt);
  const [text, setText] = useState(shown);
  const [fault, setFault] = useState<string | null>(null);
  const setLow = useMutation(
    trpc.inventory.setLow.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.inventory.pathFilter());
        await queries.invalidateQueries(trpc.home.pathFilter());
        showToast(t("lowSaved"));
      },
      onError: (error) => setFault(failureText(error)),
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const typed = text.trim();
    if (!/^\d{0,6}$/.test(typed)) return setFault(reason("quantity_invalid"));
    setFault(null);
    const lowAt = typed === "" ? null : Number(typed);
    setLow.mutate({ store: handle, variantId, locationId: at.locationId, lowAt });
  }
  if (role === "staff")
    return shown ? <p className="mt-3 text-ink-2">{t("lowAtIs", { count: at.lowAt ?? 0 })}</p> : null;
  return (
    <form onSubmit={submit} noValidate className="mt-3 flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-ink-2">
        {t("lowAt")}
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        placeholder={t("never")}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => setText(event.target.value)}
        className={cn(controlLook, "h-8 w-24 text-right max-md:h-11")}
      />
      {text.trim() === shown ? null : (
        <Button type="submit" size="small" isBusy={setLow.isPending}>
          {save}
        </Button>
      )}
      {fault ? (
        <span id={`${id}-fault`} role="alert" className="text-danger text-small">
          {fault}
        </span>
      ) : null}
    </form>
  );
}
