"use client";

import type { Synonyms } from "@hutong/catalogue";
import { Button, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { SynonymForm } from "./synonym-form.tsx";

/** A set of synonyms: looked at, changed in its place, or removed. */
export function SynonymRow({ synonyms, canWrite }: { synonyms: Synonyms; canWrite: boolean }) {
  const t = useTranslations("search");
  const [isOpen, setIsOpen] = useState(false);
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.search.removeSynonyms.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.search.pathFilter());
        showToast(t("removed"));
      },
    }),
  );
  const [first, ...others] = synonyms.words;
  const said = synonyms.isOneWay ? `${first} → ${others.join(" · ")}` : synonyms.words.join(" · ");
  if (isOpen)
    return (
      <li className="border-line border-t py-4 last:border-b">
        <SynonymForm synonyms={synonyms} onDone={() => setIsOpen(false)} />
      </li>
    );
  return (
    <li className="border-line border-t py-2.5 last:border-b">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 break-words">{said}</span>
        {canWrite ? (
          <>
            <Button look="quiet" aria-label={t("change", { words: said })} onClick={() => setIsOpen(true)}>
              {t("changeDo")}
            </Button>
            <Button
              look="quiet"
              aria-label={t("remove", { words: said })}
              isBusy={remove.isPending}
              onClick={() => remove.mutate({ store: handle, id: synonyms.id })}
            >
              {t("removeDo")}
            </Button>
          </>
        ) : null}
      </div>
      {remove.error ? <FormFailure error={remove.error} /> : null}
    </li>
  );
}
