"use client";

import { SearchField } from "@hutong/ui";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/** Searches as one types, after a short rest; the query lives in the address. */
export function ListSearch({
  label,
  query,
  pathFor,
}: {
  label: string;
  query: string;
  pathFor: (query: string) => string;
}) {
  const router = useRouter();
  const [text, setText] = useState(query);
  const asked = useRef(query);
  useEffect(() => {
    if (query !== asked.current) {
      asked.current = query;
      setText(query);
    }
  }, [query]);
  useEffect(() => {
    if (text.trim() === asked.current) return;
    const rest = setTimeout(() => {
      asked.current = text.trim();
      router.replace(pathFor(text.trim()), { scroll: false });
    }, 250);
    return () => clearTimeout(rest);
  }, [text, pathFor, router]);
  return (
    <search className="px-7 py-3 max-md:px-4 max-md:py-2.5">
      <SearchField
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full md:w-[300px]"
      />
    </search>
  );
}
