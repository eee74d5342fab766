"use client";

import type { ImportView } from "@hutong/transfer";
import { Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** What can be done with an import now: stop it, run it in earnest, or undo it. */
export function ImportActions({ one }: { one: ImportView }) {
  const t = useTranslations("imports");
  const { handle, role } = useStore();
  const forbidden = useReason()("forbidden");
  const failure = useFailureText();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.imports.pathFilter());
  const options = { onSuccess: refresh, onError: (error: unknown) => showToast(failure(error)) };
  const cancel = useMutation(trpc.imports.cancel.mutationOptions(options));
  const apply = useMutation(trpc.imports.carryOut.mutationOptions(options));
  const why = role === "staff" ? forbidden : null;
  const input = { store: handle, id: one.id };
  const { state, isDryRun, counts } = one;
  if (state === "uploading" || state === "waiting" || state === "running")
    return (
      <Button reason={why} isBusy={cancel.isPending} onClick={() => cancel.mutate(input)}>
        {t("stop")}
      </Button>
    );
  if (state === "done" && isDryRun && !one.isUnchanged && counts.created + counts.updated > 0)
    return (
      <Button look="primary" reason={why} isBusy={apply.isPending} onClick={() => apply.mutate(input)}>
        {t("apply")}
      </Button>
    );
  return one.canUndo ? <Undo one={one} why={why} onDone={refresh} /> : null;
}

function Undo({ one, why, onDone }: { one: ImportView; why: string | null; onDone: () => Promise<void> }) {
  const t = useTranslations("imports");
  const close = useTranslations("common")("cancel");
  const { handle } = useStore();
  const trpc = useTRPC();
  const [isAsking, setIsAsking] = useState(false);
  const undo = useMutation(
    trpc.imports.undo.mutationOptions({
      onSuccess: async () => {
        setIsAsking(false);
        await onDone();
      },
    }),
  );
  return (
    <>
      <Button reason={why} onClick={() => setIsAsking(true)}>
        {t("undo")}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("undoTitle")}
        description={t("undoNote", { created: one.counts.created, updated: one.counts.updated })}
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>{close}</Button>
            <Button
              look="danger"
              isBusy={undo.isPending}
              onClick={() => undo.mutate({ store: handle, id: one.id })}
            >
              {t("undoDo")}
            </Button>
          </>
        }
      >
        {undo.error ? <FormFailure error={undo.error} /> : null}
      </Dialog>
    </>
  );
}
