"use client";

import type { Entry, MetaobjectDefinition } from "@hutong/metafields";
import type { FaultCode } from "@hutong/metafields/schemas";
import { Field, Input, Select, SideBlock, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { FormFrame } from "../../shell/form-frame.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFaultFocus } from "../../shell/use-fault-focus.ts";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { itemsOf, valueOfItems } from "../metafields/item-values.ts";
import type { Named } from "../metafields/reference-editor.tsx";
import { ValueField } from "../metafields/value-field.tsx";
import { EntryBadge } from "./columns.tsx";

type Status = "ACTIVE" | "DRAFT";

/** What was changed and is not saved yet; what is not here is as it is kept. */
interface Typed {
  readonly items: ReadonlyMap<string, readonly string[]>;
  readonly address?: string;
  readonly status?: Status;
}
const untouched: Typed = { items: new Map() };

/** Makes an entry of a kind, or changes one; only what was touched is sent. */
export function EntryForm({
  kind,
  entry,
  actions,
}: {
  kind: MetaobjectDefinition;
  /** Null: a new one. */
  entry: Entry | null;
  actions?: ReactNode;
}) {
  const t = useTranslations("records");
  const faultOf = useTranslations("metafields.faults");
  const common = useTranslations("common");
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle } = useStore();
  const save = useMutation(trpc.metafields.saveEntry.mutationOptions());
  const [typed, setTyped] = useState<Typed>(untouched);
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const [place, focusFault] = useFaultFocus();
  const isMade = entry === null && save.data?.kind === "saved";
  const isBusy = save.isPending || isMade;
  const isDirty = typed !== untouched;
  useLeaveGuard(isDirty && !isBusy, t("leave"));
  const names = new Map([...(entry?.references ?? []), ...chosen].map((one) => [one.id, one]));
  const status = typed.status ?? entry?.status ?? "DRAFT";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(new Map());
    const fields = kind.fields
      .filter(({ key }) => typed.items.has(key))
      .map(({ key, type }) => ({ key, value: valueOfItems(type, typed.items.get(key) ?? []) }));
    const outcome = await save
      .mutateAsync({
        ...{ store: handle, definitionId: kind.id, fields },
        ...(entry ? { id: entry.id, version: entry.version } : {}),
        ...(typed.address === undefined ? {} : { handle: typed.address }),
        ...(kind.isPublishable ? { status } : {}),
      })
      .catch(() => null); // `save.error` is shown above the form, or at the handle
    if (outcome?.kind !== "saved") {
      if (outcome)
        setFaults(
          new Map(outcome.faults.map((one) => [one.key, faultOf(one.code as FaultCode, one.params)])),
        );
      focusFault(); // of a failure there may be none: it is said above
      return;
    }
    await queries.invalidateQueries(trpc.metafields.pathFilter());
    if (!entry) return router.replace(paths.entry(handle, kind.id, outcome.id));
    setTyped(untouched);
    showToast(common("saved"));
  };

  return (
    <div ref={place} className="contents">
      <FormFrame
        onSubmit={submit}
        back={<BackLink href={paths.entries(handle, kind.id)}>{kind.name}</BackLink>}
        title={entry?.displayName ?? t("newEntryOf", { kind: kind.name })}
        badges={entry && kind.isPublishable ? <EntryBadge entry={entry} /> : null}
        actions={actions}
        isBusy={isBusy}
        failure={failureOf(save.error)?.fields.handle ? null : save.error}
        side={
          <>
            {kind.isPublishable ? (
              <StatusBlock status={status} onChange={(one) => setTyped({ ...typed, status: one })} />
            ) : null}
            <AddressBlock
              kept={entry?.handle ?? ""}
              typed={typed.address}
              error={save.error}
              onChange={(address) => setTyped({ ...typed, address })}
            />
          </>
        }
      >
        {/* What was typed while the rest is on its way would be lost to what comes back. */}
        <fieldset disabled={isBusy} className="flex flex-col gap-5">
          {kind.fields.map((field) => (
            <ValueField
              key={field.key}
              name={field.required ? field.name : t("optional", { name: field.name })}
              description={field.description}
              type={field.type}
              validations={field.validations}
              address={field.key}
              items={typed.items.get(field.key) ?? itemsOf(field.type, entry?.values[field.key])}
              names={names}
              fault={faults.get(field.key)}
              onChange={(items, found) => {
                if (found) setChosen([...chosen, found]);
                setTyped({ ...typed, items: new Map(typed.items).set(field.key, items) });
              }}
            />
          ))}
        </fieldset>
      </FormFrame>
    </div>
  );
}

function StatusBlock({ status, onChange }: { status: Status; onChange: (status: Status) => void }) {
  const t = useTranslations("records");
  return (
    <SideBlock title={t("columns.state")}>
      <Select
        aria-label={t("columns.state")}
        value={status}
        onChange={(event) => onChange(event.target.value as Status)}
      >
        <option value="DRAFT">{t("states.DRAFT")}</option>
        <option value="ACTIVE">{t("states.ACTIVE")}</option>
      </Select>
    </SideBlock>
  );
}

function AddressBlock({
  kept,
  typed,
  error,
  onChange,
}: {
  kept: string;
  typed: string | undefined;
  error: unknown;
  onChange: (handle: string) => void;
}) {
  const t = useTranslations("records");
  const reason = useReason();
  const failure = failureOf(error);
  const code = failure?.fields.handle;
  const says = code === "handle_taken" ? t("handleTaken") : code && reason(code, failure?.params);
  return (
    <div className="py-[18px]">
      <Field label={t("handle")} help={t("handleHelp")} error={says}>
        <Input
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? kept}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    </div>
  );
}
