"use client";

import { Banner, Button, Checkbox, cn, Icon } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { ProgressBar } from "../../shell/progress-bar.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useUpload } from "./use-upload.ts";

const accepted =
  ".csv,.xlsx,.jsonl,.ndjson,.txt,text/csv,application/x-ndjson,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A place to put a file, by dropping or choosing it, and whether to look first. */
export function NewImport() {
  const t = useTranslations("imports");
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const reason = useReason();
  const [file, setFile] = useState<File | null>(null);
  const [isDryRun, setIsDryRun] = useState(true);
  const upload = useUpload();
  const create = useMutation(trpc.imports.create.mutationOptions());
  const begin = async () => {
    if (!file) return;
    const { id } = await create.mutateAsync({
      store: handle,
      fileName: file.name,
      bytes: file.size,
      isDryRun,
    });
    const isThere = await upload.send(file, id, 0);
    await queries.invalidateQueries(trpc.imports.pathFilter());
    if (isThere) router.push(paths.import(handle, id));
  };
  const isBusy = create.isPending || upload.sent !== null;
  const why = role === "staff" ? reason("forbidden") : file ? null : t("chooseFirst");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // What went wrong is kept by the mutation and the upload, and shown below.
        if (!why && !isBusy) void begin().catch(() => {});
      }}
    >
      <DropZone file={file} isOff={isBusy || role === "staff"} onFile={setFile} />
      <div className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2">
        <Checkbox
          label={t("dryRun")}
          note={t("dryRunNote")}
          checked={isDryRun}
          disabled={isBusy}
          onChange={(event) => setIsDryRun(event.target.checked)}
        />
        <Button type="submit" look="primary" className="ml-auto max-md:w-full" reason={why} isBusy={isBusy}>
          {t(isDryRun ? "check" : "import")}
        </Button>
      </div>
      {file && upload.sent !== null ? (
        <Sending sent={upload.sent} size={file.size} onStop={upload.stop} />
      ) : null}
      <div className="mt-3 empty:hidden">
        {upload.failure ? (
          <Banner tone="danger" title={reason(upload.failure.code, upload.failure.params)}>
            {t("uploadFailedNote")}
          </Banner>
        ) : create.error ? (
          <FormFailure error={create.error} />
        ) : null}
      </div>
    </form>
  );
}

function DropZone({
  file,
  isOff,
  onFile,
}: {
  file: File | null;
  isOff: boolean;
  onFile: (file: File) => void;
}) {
  const t = useTranslations("imports");
  const [isOver, setIsOver] = useState(false);
  return (
    // The label is what a mouse drops on; the input in it is what a keyboard reaches.
    <label
      className={cn(
        "flex min-h-32 cursor-pointer flex-col items-center justify-center gap-1.5 rounded-3 border-[1.5px] border-line-strong border-dashed bg-sunken px-6 py-7 text-center transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2",
        isOver && "border-accent bg-accent-soft",
        isOff && "cursor-not-allowed opacity-60",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(!isOff);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped && !isOff) onFile(dropped);
      }}
    >
      <Icon name={file ? "page" : "up"} size={24} className="text-ink-3" />
      <b className="max-w-full break-words font-semibold">{file ? file.name : t("drop")}</b>
      <span className="text-ink-2">{file ? <Size bytes={file.size} /> : t("dropNote")}</span>
      <input
        type="file"
        accept={accepted}
        className="sr-only"
        disabled={isOff}
        aria-label={t("file")}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onFile(chosen);
        }}
      />
    </label>
  );
}

/** Bytes in the reader's own notation: "12.4 MB". */
export function Size({ bytes }: { bytes: number }) {
  const t = useTranslations("imports");
  const { count } = useFormats();
  return bytes < 1_000_000
    ? t("kilobytes", { count: count(Math.max(1, Math.round(bytes / 1_000))) })
    : t("megabytes", { count: count(Math.round(bytes / 100_000) / 10) });
}

/** A file on its way. */
export function Sending({ sent, size, onStop }: { sent: number; size: number; onStop: () => void }) {
  const t = useTranslations("imports");
  const cancel = useTranslations("common")("cancel");
  return (
    <div className="mt-4 flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <ProgressBar label={t("uploading")} value={sent} most={size} />
        <p className="mt-1.5 text-ink-2 text-small" aria-live="polite">
          {t("uploading")} <Size bytes={sent} /> / <Size bytes={size} />
        </p>
      </div>
      <Button size="small" onClick={onStop}>
        {cancel}
      </Button>
    </div>
  );
}
