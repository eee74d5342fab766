"use client";

import type { DigitalFile, StaffProduct } from "@hutong/catalogue";
import { formatBytes } from "@hutong/kernel";
import { Badge, Button, Icon, Select } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

const titleOf = ({ option1, option2, option3 }: StaffProduct["variants"][number]) =>
  [option1, option2, option3].filter(Boolean).join(" / ");

/** A file: what it is called, for whom it is, and how far an upload is that was cut off. */
export function DigitalFileRow({
  file,
  product,
  isUploading,
  onResume,
}: {
  file: DigitalFile;
  product: StaffProduct;
  isUploading: boolean;
  onResume: (chosen: File) => void;
}) {
  const t = useTranslations("digital");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle: store, role } = useStore();
  const assign = useMutation(
    trpc.digital.assign.mutationOptions({
      onSuccess: () =>
        queries.invalidateQueries(trpc.digital.list.queryFilter({ store, productId: product.id })),
    }),
  );
  const input = useRef<HTMLInputElement>(null);
  const [isOther, setIsOther] = useState(false);
  const { variants } = product;
  const save = (variantIds: string[]) =>
    assign.mutate({ store, productId: product.id, fileId: file.id, variantIds });
  const size = formatBytes(file.bytes, locale);
  const isAll = file.variantIds.length === variants.length;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-t px-3 py-2 first:border-t-0">
      <Icon name="page" size={16} className="flex-none text-ink-3" />
      <span className="min-w-0 flex-1 basis-48 break-all">
        {file.name} <span className="text-ink-3 text-small">{size}</span>
      </span>
      {file.isReady ? null : (
        <>
          <Badge tone="warning">{t("cut", { done: formatBytes(file.received, locale), all: size })}</Badge>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t("resume")}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = "";
              setIsOther(chosen !== undefined && chosen.size !== file.bytes);
              if (chosen?.size === file.bytes) onResume(chosen);
            }}
          />
          {role === "staff" || isUploading ? null : (
            <Button size="small" onClick={() => input.current?.click()}>
              {t("resume")}
            </Button>
          )}
        </>
      )}
      {variants.length > 1 && variants.length <= 100 ? (
        <Select
          aria-label={t("forVariants", { name: file.name })}
          className="w-44"
          disabled={role === "staff" || assign.isPending}
          value={isAll ? "all" : file.variantIds.length === 1 ? file.variantIds[0] : "some"}
          onChange={({ target: { value } }) => save(value === "all" ? variants.map(({ id }) => id) : [value])}
        >
          <option value="all">{t("allVariants")}</option>
          {isAll || file.variantIds.length === 1 ? null : (
            <option value="some" disabled>
              {t("someVariants", { count: file.variantIds.length })}
            </option>
          )}
          {variants.map((one) => (
            <option key={one.id} value={one.id}>
              {titleOf(one)}
            </option>
          ))}
        </Select>
      ) : null}
      {role === "staff" ? null : (
        <Button
          look="quiet"
          size="icon"
          aria-label={t("remove", { name: file.name })}
          isBusy={assign.isPending}
          onClick={() => save([])}
        >
          <Icon name="close" size={16} />
        </Button>
      )}
      {isOther ? (
        <p role="alert" className="basis-full text-danger text-small">
          {t("other")}
        </p>
      ) : null}
      <FormFailure error={assign.error} />
    </li>
  );
}
