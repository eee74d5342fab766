"use client";

import type { Synonyms } from "@hutong/catalogue";
import { Button, Field, Radio, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure, placeFieldErrors } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { splitWords } from "./split-words.ts";

interface Values {
  words: string;
  way: "both" | "one";
}

/** Makes a set of synonyms, or changes the one that is given. */
export function SynonymForm({ synonyms, onDone }: { synonyms?: Synonyms; onDone?: () => void }) {
  const t = useTranslations("search");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.search.saveSynonyms.mutationOptions());
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm<Values>({
    defaultValues: { words: synonyms?.words.join(", ") ?? "", way: synonyms?.isOneWay ? "one" : "both" },
  });
  const wrong = form.formState.errors.words?.message;

  const submit = form.handleSubmit(async ({ words, way }) => {
    setFailure(null);
    const set = { words: splitWords(words), isOneWay: way === "one" };
    try {
      await save.mutateAsync({ store: handle, ...(synonyms ? { id: synonyms.id } : {}), ...set });
    } catch (error) {
      if (!placeFieldErrors(error, form.setError, ["words"])) setFailure(error);
      return;
    }
    await Promise.all([
      queries.invalidateQueries(trpc.search.pathFilter()),
      queries.invalidateQueries(trpc.products.pathFilter()),
    ]);
    form.reset();
    onDone?.();
    showToast(t("saved"));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {synonyms ? null : <h3 className="font-semibold">{t("add")}</h3>}
      <FormFailure error={failure} />
      <Field label={t("words")} help={t("wordsHelp")} error={wrong ? reason(wrong, { most: 20 }) : undefined}>
        <Textarea rows={2} maxLength={1_300} autoComplete="off" {...form.register("words")} />
      </Field>
      <fieldset>
        <legend className="mb-1 font-semibold">{t("way")}</legend>
        <Radio value="both" label={t("both")} note={t("bothNote")} {...form.register("way")} />
        <Radio value="one" label={t("one")} note={t("oneNote")} {...form.register("way")} />
      </fieldset>
      <div className="flex gap-2">
        <Button type="submit" look={synonyms ? "primary" : undefined} isBusy={save.isPending}>
          {synonyms ? common("save") : t("addDo")}
        </Button>
        {onDone ? <Button onClick={onDone}>{common("cancel")}</Button> : null}
      </div>
    </form>
  );
}
