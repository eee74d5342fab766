"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { useTranslations } from "next-intl";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

/** The product's pictures, the main one large. */
export function ProductPictures({ product }: { product: StaffProduct }) {
  const t = useTranslations("product");
  const { handle } = useStore();
  return (
    <section>
      <h2 className="mb-1.5 font-semibold">{t("pictures")}</h2>
      {product.media.length === 0 ? <p className="text-ink-3">{t("picturesNone")}</p> : null}
      <ul className="grid grid-cols-4 gap-2.5 sm:grid-cols-6">
        {product.media.map((picture, index) => (
          <li
            key={picture.fileId}
            className="relative aspect-square overflow-hidden rounded-2 bg-neutral-soft first:col-span-2 first:row-span-2"
          >
            {picture.path ? (
              // biome-ignore lint/performance/noImgElement: a private picture, sized already
              <img
                src={paths.file(handle, picture.path)}
                alt={picture.alt}
                loading="lazy"
                className="size-full object-cover"
              />
            ) : (
              <p className="break-all p-2 text-ink-3 text-tiny">
                {t("pictureMissing", { url: picture.sourceUrl ?? "" })}
              </p>
            )}
            {index === 0 ? (
              <span className="absolute bottom-2 left-2 rounded-1 bg-surface px-2 text-tiny leading-5">
                {t("main")}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
