"use client";

import { Button, SearchField, Thumb } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

/** Looks for products and puts them into the collection, one after the other. */
export function AddProducts({
  chosen,
  onAdd,
}: {
  /** Ids of some that are there already. */
  chosen: readonly string[];
  onAdd: (product: string) => void;
}) {
  const t = useTranslations("collections.add");
  const { handle } = useStore();
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const wanted = useDeferredValue(query);
  const found = useQuery(
    trpc.collections.goods.queryOptions(
      { store: handle, query: wanted },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  );
  const items = (found.data ?? []).filter(({ id }) => !chosen.includes(id));
  return (
    <div className="mb-4 flex flex-col gap-1.5">
      <SearchField
        aria-label={t("search")}
        placeholder={t("search")}
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
          {t("failed")}
        </p>
      ) : null}
      {isOpen && found.data ? (
        <div className="rounded-2 border border-line bg-surface">
          <ul aria-label={t("found")} className="max-h-60 overflow-y-auto">
            {items.length === 0 ? <li className="px-3 py-2 text-ink-3">{t("none")}</li> : null}
            {items.map((item) => (
              <li key={item.id} className="border-line border-b last:border-0">
                <button
                  type="button"
                  className="flex min-h-11 w-full items-center gap-2.5 px-3 py-1.5 text-left hover:bg-sunken"
                  onClick={() => onAdd(item.id)}
                >
                  <Thumb src={item.picture ? paths.file(handle, item.picture) : null} alt="" size={28} />
                  <span className="min-w-0 flex-1 truncate">{item.title}</span>
                  <span className="flex-none text-ink-3 text-small">{t("do")}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="border-line border-t px-2 py-1 text-right">
            <Button look="quiet" size="small" onClick={() => setOpen(false)}>
              {t("done")}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
