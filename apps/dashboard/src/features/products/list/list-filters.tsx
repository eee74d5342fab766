"use client";

import { Button, cn, Field, Icon, Input, SearchField, Select } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import { filterNames, type ProductsQuery } from "../query.ts";
import { majorOf, minorOf } from "./price-text.ts";

const sorts = ["updated", "created", "title", "price-up", "price-down"] as const;

interface Props {
  readonly query: ProductsQuery;
  readonly change: (change: Partial<ProductsQuery>) => void;
  readonly pathFor: (change: Partial<ProductsQuery>) => string;
  /** What can be done with the filter as it is. */
  readonly children: ReactNode;
}

/** Searches as one types; beside it the filters, opened by a button, and the order. What narrows the list stands below, each to be taken off. */
export function ListFilters({ query, change, pathFor, children }: Props) {
  const t = useTranslations("products.list");
  const [isOpen, setOpen] = useState(false);
  const count = filterNames.filter((name) => query[name] !== "").length;
  return (
    <>
      <search className="flex flex-wrap items-center gap-2 px-7 py-3 max-md:px-4 max-md:py-2.5">
        <InstantSearch query={query.q} onChange={(q) => change({ q })} />
        <Button aria-expanded={isOpen} aria-controls="product-filters" onClick={() => setOpen(!isOpen)}>
          {t("filters")}
          {count > 0 ? (
            <span className="rounded-pill bg-accent px-1.5 text-on-accent text-tiny">{count}</span>
          ) : null}
          <Icon name="down" size={14} className={cn("transition-transform", isOpen && "rotate-180")} />
        </Button>
        <Select
          aria-label={t("sort")}
          className="h-[var(--control)] w-auto"
          value={query.q ? "relevance" : query.sort}
          disabled={query.q !== ""}
          onChange={(event) => change({ sort: event.target.value as ProductsQuery["sort"] })}
        >
          {query.q ? <option value="relevance">{t("sorts.relevance")}</option> : null}
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
        <span className="ml-auto flex items-center gap-2 max-md:ml-0">{children}</span>
      </search>
      {isOpen ? <FilterFields query={query} change={change} /> : null}
      <Chips query={query} pathFor={pathFor} />
    </>
  );
}

const restMs = 120;

function InstantSearch({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const t = useTranslations("products");
  const [text, setText] = useState(query);
  const said = useRef(query);
  useEffect(() => {
    if (query !== said.current) setText(query);
    said.current = query;
  }, [query]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === said.current) return;
    const rest = setTimeout(() => {
      said.current = wanted;
      onChange(wanted);
    }, restMs);
    return () => clearTimeout(rest);
  }, [text, onChange]);
  return (
    <SearchField
      aria-label={t("searchLabel")}
      aria-keyshortcuts="/"
      placeholder={t("searchLabel")}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      className="w-full md:w-[300px]"
    />
  );
}

function FilterFields({ query, change }: Pick<Props, "query" | "change">) {
  const t = useTranslations("products.list");
  const { handle, currency } = useStore();
  const trpc = useTRPC();
  const choices = useQuery(trpc.productList.choices.queryOptions({ store: handle }));
  const { vendors = [], types = [], tags = [], collections = [] } = choices.data ?? {};
  const plain = (values: readonly string[]) => values.map((value) => ({ id: value, title: value }));
  const choice = (
    name: "vendor" | "type" | "tag" | "collection",
    options: readonly { id: string; title: string }[],
  ) => (
    <Field label={t(`names.${name}`)}>
      <Select value={query[name]} onChange={(event) => change({ [name]: event.target.value })}>
        <option value="">{t("any")}</option>
        {/* What the address says stays to be seen, though no product has it any more. */}
        {query[name] && !options.some(({ id }) => id === query[name]) ? (
          <option value={query[name]}>{name === "collection" ? t("unknown") : query[name]}</option>
        ) : null}
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <fieldset
      id="product-filters"
      aria-label={t("filters")}
      className="grid gap-x-4 gap-y-3 border-line border-t bg-sunken px-7 py-4 max-md:px-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      {choice("vendor", plain(vendors))}
      {choice("type", plain(types))}
      {choice("tag", plain(tags))}
      {choice("collection", collections)}
      <Field label={t("names.stock")}>
        <Select
          value={query.stock}
          onChange={(event) => change({ stock: event.target.value as ProductsQuery["stock"] })}
        >
          <option value="">{t("any")}</option>
          <option value="yes">{t("stock.yes")}</option>
          <option value="no">{t("stock.no")}</option>
        </Select>
      </Field>
      {(["min", "max"] as const).map((name) => (
        <PriceField
          key={`${name} ${query[name]}`}
          label={t(`names.${name}`)}
          value={query[name] && majorOf(Number(query[name]), currency)}
          onChange={(text) => change({ [name]: minorOf(text, currency) })}
        />
      ))}
    </fieldset>
  );
}

function PriceField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const leave = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <Field label={label}>
      <Input
        inputMode="decimal"
        maxLength={16}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === "Enter") leave();
        }}
      />
    </Field>
  );
}

function Chips({ query, pathFor }: Pick<Props, "query" | "pathFor">) {
  const t = useTranslations("products.list");
  const { handle } = useStore();
  const { amount } = useFormats();
  const trpc = useTRPC();
  const choices = useQuery(
    trpc.productList.choices.queryOptions({ store: handle }, { enabled: query.collection !== "" }),
  );
  const words = (name: (typeof filterNames)[number]): string => {
    const value = query[name];
    if (name === "stock") return t(`stock.${value === "yes" ? "yes" : "no"}`);
    if (name === "min" || name === "max") return amount(Number(value));
    if (name !== "collection") return value;
    return choices.data?.collections.find(({ id }) => id === value)?.title ?? t("unknown");
  };
  const said = filterNames.filter((name) => query[name] !== "");
  if (said.length === 0) return null;
  const none = Object.fromEntries(filterNames.map((name) => [name, ""]));
  return (
    <ul aria-label={t("filters")} className="flex flex-wrap items-center gap-1.5 px-7 pb-3 max-md:px-4">
      {said.map((name) => (
        <li key={name}>
          <Link
            href={pathFor({ [name]: "" })}
            replace
            className="inline-flex min-h-7 items-center gap-1.5 rounded-pill border border-line-strong bg-surface py-0.5 pr-2 pl-3 text-small hover:bg-sunken max-md:min-h-11"
          >
            <span className="text-ink-3">{t(`names.${name}`)}</span>
            <span className="max-w-48 truncate">{words(name)}</span>
            <Icon name="close" size={12} className="text-ink-3" />
            <span className="sr-only">{t("takeOff")}</span>
          </Link>
        </li>
      ))}
      <li>
        <Button asChild look="quiet" size="small">
          <Link href={pathFor(none)} replace>
            {t("clear")}
          </Link>
        </Button>
      </li>
    </ul>
  );
}
