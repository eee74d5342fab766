"use client";

import type { StaffPicture } from "@hutong/catalogue";
import { Banner, Button, Field, Input } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useReason } from "../../../api/errors.ts";
import { FocusEditor } from "./focus-editor.tsx";

interface Props {
  readonly picture: StaffPicture;
  readonly index: number;
  readonly count: number;
  readonly isReadOnly: boolean;
  readonly onAlt: (alt: string) => void;
  readonly onFocus: (at: { x: number; y: number } | null) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

// Said only of what an import has named by its address.
function Fetching({ picture, onRetry }: Pick<Props, "picture" | "onRetry">) {
  const t = useTranslations("pictures");
  const reason = useReason();
  const url = picture.sourceUrl ?? "";
  if (picture.state === "failed")
    return (
      <Banner
        tone="danger"
        title={t("failedNote", { url, reason: reason(picture.failure ?? "answer_broken") })}
        action={<Button onClick={onRetry}>{t("again")}</Button>}
      />
    );
  if (picture.state === "pending")
    return (
      <Banner tone="info" title={t("pendingNote", { url })}>
        {picture.failure ? t("pendingFailed", { reason: reason(picture.failure) }) : null}
      </Banner>
    );
  return null;
}

function AltField({ picture, isReadOnly, onAlt }: Pick<Props, "picture" | "isReadOnly" | "onAlt">) {
  const t = useTranslations("pictures");
  const [alt, setAlt] = useState(picture.alt);
  const save = () => {
    if (alt.trim() !== picture.alt) onAlt(alt.trim());
  };
  return (
    <Field label={t("alt")} help={t("altHelp")}>
      <Input
        value={alt}
        maxLength={1000}
        disabled={isReadOnly}
        onChange={(event) => setAlt(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          // Inside the product's form, which Enter would send.
          if (event.key !== "Enter") return;
          event.preventDefault();
          save();
        }}
      />
    </Field>
  );
}

/** All that can be said of one picture; each change is saved at once. */
export function PictureDetails(props: Props) {
  const { picture, index, count, isReadOnly, onMove } = props;
  const t = useTranslations("pictures");
  const { path, width, height } = picture;
  return (
    <div className="flex flex-col gap-4 rounded-3 border border-line p-4">
      <Fetching picture={picture} onRetry={props.onRetry} />
      <AltField picture={picture} isReadOnly={isReadOnly} onAlt={props.onAlt} />
      {path === null ? null : (
        <FocusEditor picture={{ ...picture, path }} isReadOnly={isReadOnly} onFocus={props.onFocus} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        {isReadOnly ? null : (
          <>
            <Button disabled={index === 0} onClick={() => onMove(index - 1)}>
              {t("earlier")}
            </Button>
            <Button disabled={index === count - 1} onClick={() => onMove(index + 1)}>
              {t("later")}
            </Button>
            <Button disabled={index === 0} onClick={() => onMove(0)}>
              {t("makeMain")}
            </Button>
            <Button onClick={props.onRemove}>{t("remove")}</Button>
          </>
        )}
        <span className="ms-auto text-ink-3 text-small">
          {width && height && path && !path.endsWith(".svg") ? t("size", { width, height }) : null}
        </span>
        <Button onClick={props.onClose}>{t("close")}</Button>
      </div>
    </div>
  );
}
