"use client";

import type { AccountForm } from "@hutong/payments";
import { Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";

/** Removes an account that nobody has paid by; one that was used can be switched off only, and this says so. */
export function RemoveAccount({ stored, title }: { stored: AccountForm; title: string }) {
  const t = useTranslations("payment");
  const cancel = useTranslations("common")("cancel");
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.payments.remove.mutationOptions({
      onSuccess: async () => {
        router.push(paths.settings(handle, "payments"));
        await queries.invalidateQueries(trpc.payments.accounts.pathFilter());
        showToast(t("removed", { title }));
      },
    }),
  );
  const { id, isEnabled } = stored.account;
  const change = useMutation(
    trpc.payments.switch.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.payments.pathFilter()),
    }),
  );
  if (role !== "owner") return null;
  return (
    <section className="w-full max-w-[720px] px-7 pb-10 max-md:px-4">
      <div className="flex flex-wrap items-center gap-3 border-line border-t pt-5">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-section">{t(stored.isUnused ? "remove" : "rest")}</h2>
          <p className="text-ink-2">{t(stored.isUnused ? "removeNote" : "removeUsed")}</p>
        </div>
        {stored.isUnused ? (
          <Button onClick={() => setIsAsking(true)}>{t("remove")}</Button>
        ) : (
          <Button
            isBusy={change.isPending}
            onClick={() => change.mutate({ store: handle, id, isEnabled: !isEnabled })}
          >
            {t(isEnabled ? "switchOff" : "switchOn")}
          </Button>
        )}
      </div>
      <FormFailure error={change.error} />
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("removeTitle", { title })}
        description={t("removeDescription")}
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>{cancel}</Button>
            <Button
              look="danger"
              isBusy={remove.isPending}
              onClick={() => remove.mutate({ store: handle, id })}
            >
              {t("removeDo", { title })}
            </Button>
          </>
        }
      >
        {remove.error ? <FormFailure error={remove.error} /> : null}
      </Dialog>
    </section>
  );
}
