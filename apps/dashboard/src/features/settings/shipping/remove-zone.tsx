"use client";

import type { ZoneView } from "@hutong/pricing";
import { Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";

/** Removes a zone with its rates: what was in it falls to the zone that names it less specially. */
export function RemoveZone({ zone }: { zone: ZoneView }) {
  const t = useTranslations("shipping");
  const cancel = useTranslations("common")("cancel");
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.shipping.removeZone.mutationOptions({
      onSuccess: async () => {
        router.push(paths.settings(handle, "shipping"));
        await queries.invalidateQueries(trpc.shipping.pathFilter());
        showToast(t("zoneRemoved"));
      },
    }),
  );
  if (role !== "owner") return null;
  return (
    <section className="w-full max-w-[720px] px-7 pb-10 max-md:px-4">
      <div className="flex flex-wrap items-center gap-3 border-line border-t pt-5">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-section">{t("removeZone")}</h2>
          <p className="text-ink-2">{t("removeZoneNote")}</p>
        </div>
        <Button onClick={() => setIsAsking(true)}>{t("remove")}</Button>
      </div>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("removeZoneTitle")}
        description={t("removeZoneDescription", { count: zone.rates.length })}
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>{cancel}</Button>
            <Button
              look="danger"
              isBusy={remove.isPending}
              onClick={() => remove.mutate({ store: handle, id: zone.id })}
            >
              {t("removeZoneDo")}
            </Button>
          </>
        }
      >
        {remove.error ? <FormFailure error={remove.error} /> : null}
      </Dialog>
    </section>
  );
}
