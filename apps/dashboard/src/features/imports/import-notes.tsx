"use client";

import type { ImportNote, ImportView } from "@hutong/transfer";
import { Block, Button, Cell, HeadCell, Second, SkeletonRows, Table } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

const shown = 100;

/** Rows that were not taken whole: where, why, and what to do; the first of them here, all of them in a file. */
export function ImportNotes({ one }: { one: ImportView }) {
  const t = useTranslations("imports.notes");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const { refused, picturesInvalid, kept } = one.counts;
  const count = refused + picturesInvalid + kept;
  const notes = useQuery(
    trpc.imports.notes.queryOptions(
      // Asked anew as their number grows.
      { store: handle, id: one.id, after: -1, limit: Math.min(count, shown) || 1 },
      { enabled: count > 0, placeholderData: keepPreviousData },
    ),
  );
  if (count === 0) return null;
  return (
    <Block
      title={t("title", { count })}
      note={count > shown ? t("first", { count: shown }) : null}
      action={
        <Button asChild size="small">
          <a href={paths.importNotes(handle, one.id)} download>
            {t("download")}
          </a>
        </Button>
      }
    >
      {notes.isError ? (
        <BlockFailure error={notes.error} onRetry={() => void notes.refetch()} />
      ) : !notes.data ? (
        <SkeletonRows label={loading} count={3} />
      ) : (
        <Notes notes={notes.data} />
      )}
    </Block>
  );
}

function Notes({ notes }: { notes: readonly ImportNote[] }) {
  const t = useTranslations("imports.notes");
  return (
    <>
      <Table className="max-md:hidden">
        <thead>
          <tr>
            {(["line", "column", "handle", "reason"] as const).map((name) => (
              <HeadCell key={name} className="first:pl-2.5 last:pr-2.5">
                {t(name)}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {notes.map((note) => (
            <tr key={note.number}>
              <Cell className="h-11 w-16 tabular-nums first:pl-2.5">{note.line || "—"}</Cell>
              <Cell className="max-w-44 break-words py-2">{note.column ?? "—"}</Cell>
              <Cell className="max-w-44 break-all py-2">{note.handle || "—"}</Cell>
              <Cell className="py-2 last:pr-2.5">
                <Reason note={note} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <ul className="divide-y divide-line border-line border-y md:hidden">
        {notes.map((note) => (
          <li key={note.number} className="py-2.5">
            <span className="flex flex-wrap gap-x-2 text-ink-2 text-small">
              {note.line > 0 ? <span>{t("lineOf", { line: note.line })}</span> : null}
              {note.column ? <span>{note.column}</span> : null}
              <span className="break-all">{note.handle}</span>
            </span>
            <Reason note={note} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Reason({ note }: { note: ImportNote }) {
  const t = useTranslations("imports.notes");
  const reason = useReason();
  return (
    <>
      {reason(note.code, note.params)}
      {note.kind === "picture" ? <Second>{t("withoutPicture")}</Second> : null}
    </>
  );
}
