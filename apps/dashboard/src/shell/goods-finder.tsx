"use client";

import { Button, SearchField, Thumb } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { paths } from "./paths.ts";
import { useStore } from "./store-provider.tsx";

/** One thing that was found. */
export interface FoundGoods {
  readonly id: string;
  readonly title: string;
  /** On the right: what it is, or what choosing it does. */
  readonly note: string;
  /** Path of its picture; null where it has none, left out where none are shown. */
  readonly picture?: string | null;
}

/** What a search answers: nothing yet, or what it found. */
export interface FoundList<Goods extends FoundGoods> {
  readonly items: readonly Goods[] | undefined;
  readonly isError: boolean;
}

/**
 * Looks for goods and hands over those that are chosen, one after the other; by keys alone where one likes.
 * @param useFound asks for what a query finds, once the list is open
 * @param chosen ids that are there already: they are not offered
 */
export function GoodsFinder<Goods extends FoundGoods>({
  label,
  useFound,
  chosen,
  onAdd,
}: {
  label: string;
  useFound: (query: string, isOpen: boolean) => FoundList<Goods>;
  chosen: readonly string[];
  onAdd: (goods: Goods) => void;
}) {
  const t = useTranslations("goodsFinder");
  const { handle } = useStore();
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const found = useFound(useDeferredValue(query), isOpen);
  const items = found.items?.filter(({ id }) => !chosen.includes(id));
  return (
    <div className="flex flex-col gap-1.5">
      <SearchField
        aria-label={label}
        placeholder={label}
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
      {isOpen && items ? (
        <div className="rounded-2 border border-line bg-surface">
          <ul aria-label={t("found")} className="max-h-60 overflow-y-auto">
            {items.length === 0 ? <li className="px-3 py-2 text-ink-3">{t("none")}</li> : null}
            {items.map((one) => (
              <li key={one.id} className="border-line border-b last:border-0">
                <button
                  type="button"
                  className="flex min-h-10 w-full items-center gap-2.5 px-3 py-1.5 text-left hover:bg-sunken max-md:min-h-11"
                  onClick={() => onAdd(one)}
                >
                  {one.picture === undefined ? null : (
                    <Thumb src={one.picture ? paths.file(handle, one.picture) : null} alt="" size={28} />
                  )}
                  <span className="min-w-0 flex-1 break-words">{one.title}</span>
                  <span className="flex-none text-ink-3 text-small">{one.note}</span>
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
