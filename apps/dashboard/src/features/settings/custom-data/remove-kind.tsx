"use client";

import type { MetaobjectDefinition } from "@hutong/metafields";
import { Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

/** Asks at once where a kind has no entry; where some are there, once more with their count. */
export function RemoveKind({
  kind,
  onClose,
  onGone,
}: {
  kind: Pick<MetaobjectDefinition, "id" | "name">;
  onClose: () => void;
  onGone: () => void;
}) {
  const t = useTranslations("records");
  const words = useTranslations("metafields");
  const common = useTranslations("common");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.metafields.removeKind.mutationOptions({
      onSuccess: async () => {
        onGone();
        // Its own page would ask for what is gone.
        await queries.invalidateQueries(trpc.metafields.kinds.queryFilter());
        showToast(words("removed"));
      },
    }),
  );
  const failure = failureOf(remove.error);
  const count = failure?.reason === "definition_has_entries" ? Number(failure.params.count) : null;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("removeKind", { name: kind.name })}
      description={count === null ? t("removeKindNote") : t("removeEntries", { count })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            look={count === null ? "primary" : "danger"}
            isBusy={remove.isPending}
            onClick={() => remove.mutate({ store: handle, id: kind.id, withEntries: count !== null })}
          >
            {count === null ? words("remove") : t("removeWithEntries")}
          </Button>
        </>
      }
    >
      {remove.error && count === null ? <FormFailure error={remove.error} /> : null}
    </Dialog>
  );
}
