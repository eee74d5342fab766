"use client";

import type { ImportView } from "@hutong/transfer";
import { Banner, Button } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { Sending } from "./new-import.tsx";
import { useUpload } from "./use-upload.ts";

/** An upload that was cut off goes on with the same file from where it came to. */
export function ResumeUpload({ one }: { one: ImportView }) {
  const t = useTranslations("imports");
  const reason = useReason();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const upload = useUpload();
  const input = useRef<HTMLInputElement>(null);
  const [isOther, setIsOther] = useState(false);
  const goOn = async (file: File) => {
    setIsOther(file.size !== one.bytes);
    if (file.size !== one.bytes) return;
    await upload.send(file, one.id, one.received);
    await queries.invalidateQueries(trpc.imports.pathFilter());
  };
  return (
    <div className="mb-8">
      <Banner
        tone="warning"
        title={t("uploadCut")}
        action={
          <Button isBusy={upload.sent !== null} onClick={() => input.current?.click()}>
            {t("uploadGoOn")}
          </Button>
        }
      >
        {isOther ? t("uploadOther") : upload.failure ? reason(upload.failure.code) : t("uploadCutNote")}
      </Banner>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("file")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void goOn(file);
        }}
      />
      {upload.sent === null ? null : <Sending sent={upload.sent} size={one.bytes} onStop={upload.stop} />}
    </div>
  );
}
