"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { formatBytes } from "@hutong/kernel";
import { Banner, Button, Icon, Skeleton } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { ProgressBar } from "../../../shell/progress-bar.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import { DigitalFileRow } from "./digital-file-row.tsx";
import { DownloadTerms } from "./download-terms.tsx";
import { useDigitalUpload } from "./use-digital-upload.ts";

/** The files that come with a product: each change is saved by itself and at once, apart from the form around it. */
export function DigitalFiles({ product }: { product: StaffProduct }) {
  const t = useTranslations("digital");
  const reason = useReason();
  const locale = useLocale();
  const trpc = useTRPC();
  const { handle, role } = useStore();
  const id = useId();
  const isReadOnly = role === "staff";
  const { variants } = product;
  const query = useQuery(
    trpc.digital.list.queryOptions({ store: handle, productId: product.id }, { refetchOnWindowFocus: false }),
  );
  const { upload, failures, send, resume, stop } = useDigitalUpload(
    product.id,
    variants.map((one) => one.id),
  );
  useLeaveGuard(upload !== null, t("leave"));
  if (query.isError && !query.data)
    return <BlockFailure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-16" />;
  const { files, terms } = query.data;
  const isSent = files.some((file) =>
    variants.some((one) => one.requiresShipping && file.variantIds.includes(one.id)),
  );
  return (
    <section aria-labelledby={`${id}-title`} className="flex flex-col gap-2.5 border-line border-t pt-5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={`${id}-title`} className="font-semibold text-section">
          {t("title")}
        </h2>
        {isReadOnly || upload ? null : (
          <span className="ml-auto">
            <input
              id={id}
              type="file"
              multiple
              className="peer sr-only"
              onChange={(event) => {
                void send([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
            <label
              htmlFor={id}
              className="inline-flex min-h-9 cursor-pointer items-center gap-1.5 rounded-2 border border-line-2 px-3 font-semibold peer-focus-visible:outline-2 peer-focus-visible:outline-focus max-md:min-h-11"
            >
              <Icon name="plus" size={14} />
              {t("add")}
            </label>
          </span>
        )}
      </div>
      {files.length === 0 && !upload ? <p className="text-ink-3 text-small">{t("none")}</p> : null}
      {failures.map(({ name, code, params }) => (
        <p key={name} role="alert" className="text-danger text-small">
          <b className="break-all">{name}</b>: {reason(code, params)}
        </p>
      ))}
      {files.length > 0 ? (
        <ul className="rounded-2 border border-line">
          {files.map((file) => (
            <DigitalFileRow
              key={file.id}
              file={file}
              product={product}
              isUploading={upload !== null}
              onResume={(chosen) => void resume(chosen, file)}
            />
          ))}
        </ul>
      ) : null}
      {upload ? (
        <div className="flex items-center gap-3 rounded-2 bg-neutral-soft px-3 py-2">
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <span className="truncate text-small">
              {upload.name} · {formatBytes(upload.sent, locale)} / {formatBytes(upload.bytes, locale)}
            </span>
            <ProgressBar
              label={t("uploading", { name: upload.name })}
              value={upload.sent}
              most={upload.bytes}
            />
          </div>
          <Button size="small" onClick={stop}>
            {t("stop")}
          </Button>
        </div>
      ) : null}
      {isSent ? (
        <Banner tone="info" title={t("sentTitle")}>
          {t("sentNote")}
        </Banner>
      ) : null}
      {files.length > 0 ? (
        <DownloadTerms key={`${terms.downloads} ${terms.days}`} productId={product.id} terms={terms} />
      ) : null}
    </section>
  );
}
