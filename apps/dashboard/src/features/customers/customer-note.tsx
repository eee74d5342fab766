"use client";

import type { StaffCustomer } from "@hutong/orders";
import { Block, Button, Field, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** What staff want to remember of a customer. */
export function CustomerNote({ customer }: { customer: StaffCustomer }) {
  const t = useTranslations("customers");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [note, setNote] = useState(customer.note);
  const save = useMutation(
    trpc.customers.saveNote.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.customers.pathFilter());
        showToast(t("noteSaved"));
      },
    }),
  );
  const mayWrite = role !== "staff";
  return (
    <Block title={t("note")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ store: handle, id: customer.id, note });
        }}
      >
        <Field label={t("note")} help={t("noteHelp")}>
          <Textarea
            value={note}
            maxLength={2000}
            readOnly={!mayWrite}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        {save.error ? <FormFailure error={save.error} /> : null}
        <Button
          type="submit"
          className="mt-3"
          isBusy={save.isPending}
          disabled={!mayWrite || note === customer.note}
        >
          {t("saveNote")}
        </Button>
      </form>
    </Block>
  );
}
