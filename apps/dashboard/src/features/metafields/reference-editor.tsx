"use client";

import type { ReferenceKind, Validation } from "@hutong/metafields/schemas";
import { Button, Icon, SearchField } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useUploads } from "../products/pictures/use-uploads.ts";

/** What is known of a thing that a value refers to. */
export interface Named {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
}

interface Props {
  readonly kind: ReferenceKind;
  readonly validations: readonly Validation[];
  readonly ids: readonly string[];
  readonly names: ReadonlyMap<string, Named>;
  readonly isList: boolean;
  readonly label: string;
  readonly onChange: (ids: readonly string[], chosen?: Named) => void;
}

/** Things that a value refers to: looked for by their names, or for a file, sent. */
export function ReferenceEditor(props: Props) {
  const { ids, names, kind, isList, label, onChange } = props;
  const t = useTranslations("metafields");
  const { handle } = useStore();
  const add = (one: Named) =>
    onChange(isList ? [...ids.filter((id) => id !== one.id), one.id] : [one.id], one);
  return (
    <div className="flex flex-col gap-1.5">
      {ids.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {ids.map((id) => {
            const { title = t("file"), url = null } = names.get(id) ?? {};
            return (
              <li
                key={id}
                className="inline-flex items-center gap-1.5 rounded-2 border border-line bg-sunken py-0.5 pr-1 pl-2.5"
              >
                {url ? (
                  // biome-ignore lint/performance/noImgElement: made at asked sizes by our own server
                  <img
                    src={paths.file(handle, url, 320)}
                    alt=""
                    className="my-1 size-10 rounded-1 object-cover"
                  />
                ) : null}
                <span className="min-w-0 break-words">{title || t("file")}</span>
                <Button
                  look="quiet"
                  size="small"
                  aria-label={t("takeOut", { title: title || t("file") })}
                  onClick={() => onChange(ids.filter((one) => one !== id))}
                >
                  <Icon name="close" size={14} />
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
      {kind === "file" ? <FileField label={label} onAdd={add} /> : <Finder {...props} onAdd={add} />}
    </div>
  );
}

function FileField({ label, onAdd }: { label: string; onAdd: (one: Named) => void }) {
  const t = useTranslations("metafields");
  const { uploads, add } = useUploads(async (file, name) =>
    onAdd({ id: file.id, title: name, url: file.path }),
  );
  return (
    <>
      <input
        type="file"
        accept="image/*"
        aria-label={label}
        onChange={(event) => add([...(event.target.files ?? [])])}
      />
      <span aria-live="polite" className="text-ink-3 text-small">
        {uploads.map((one) =>
          one.failure ? t("notSent", { name: one.name }) : t("sending", { name: one.name }),
        )}
      </span>
    </>
  );
}

function useFound(kind: ReferenceKind, validations: readonly Validation[], query: string, isOpen: boolean) {
  const { handle } = useStore();
  const trpc = useTRPC();
  const isEntry = kind === "metaobject";
  const definitionId = validations.find(({ name }) => name === "metaobject_definition_id")?.value ?? "";
  const goods = useQuery(
    trpc.discounts.goods.queryOptions(
      { store: handle, query },
      { enabled: isOpen && !isEntry, placeholderData: keepPreviousData },
    ),
  );
  const entries = useQuery(
    trpc.metafields.entries.queryOptions(
      { store: handle, definitionId, query, limit: 20 },
      { enabled: isOpen && isEntry, placeholderData: keepPreviousData },
    ),
  );
  const named = (id: string, title: string): Named => ({ id, title, url: null });
  const itemsOf = (): Named[] | undefined => {
    if (isEntry) return entries.data?.items.map((one) => named(one.id, one.displayName));
    if (!goods.data) return undefined;
    if (kind === "collection") return goods.data.collections.map((one) => named(one.id, one.title));
    if (kind === "product") return goods.data.products.map((one) => named(one.id, one.title));
    return goods.data.products.flatMap((product) =>
      product.variants.map((one) =>
        named(one.id, one.title ? `${product.title} · ${one.title}` : product.title),
      ),
    );
  };
  return { items: itemsOf(), isError: (isEntry ? entries : goods).isError };
}

function Finder({ kind, validations, ids, label, onAdd }: Props & { onAdd: (one: Named) => void }) {
  const t = useTranslations("metafields");
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const found = useFound(kind, validations, useDeferredValue(query.trim()), isOpen);
  const items = found.items?.filter(({ id }) => !ids.includes(id));
  const failed = useTranslations("goodsFinder")("failed");
  return (
    <>
      <SearchField
        aria-label={label}
        placeholder={t(`find.${kind}` as "find.product")}
        value={query}
        maxLength={200}
        onFocus={() => setOpen(true)}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
          if (event.key === "Escape") setOpen(false);
        }}
      />
      {isOpen && found.isError ? (
        <p role="alert" className="text-danger text-small">
          {failed}
        </p>
      ) : null}
      {isOpen && items ? (
        <ul className="max-h-60 overflow-y-auto rounded-2 border border-line bg-surface">
          {items.length === 0 ? <li className="px-3 py-2 text-ink-3">{t("findNone")}</li> : null}
          {items.map((one) => (
            <li key={one.id} className="border-line border-b last:border-0">
              <button
                type="button"
                className="min-h-9 w-full px-3 py-1.5 text-left hover:bg-sunken max-md:min-h-11"
                onClick={() => {
                  onAdd(one);
                  setOpen(false);
                }}
              >
                {one.title}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
