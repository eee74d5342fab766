"use client";

import { useField, useFieldLabel } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { textArea, textFrame } from "./rich-text-look.ts";
import { Tools } from "./tools.tsx";

const load = () => import("./rich-text.tsx");
const RichText = lazy(() => load().then((module) => ({ default: module.RichText })));

/** How long a page is left alone before what is only written with is fetched, in milliseconds. */
const calmMs = 1_500;

interface Props {
  readonly value: string;
  readonly onChange: (html: string) => void;
  readonly onBlur?: () => void;
}

/** Formatted text: shown at once as it stands; what it is written with comes when somebody turns to it, or nothing else is going on. */
export function RichTextField(props: Props) {
  const [wish, setWish] = useState<"none" | "ready" | "write">("none");
  useEffect(() => {
    const timer = setTimeout(() => setWish((now) => (now === "none" ? "ready" : now)), calmMs);
    return () => clearTimeout(timer);
  }, []);
  const still = <StillText value={props.value} onTurn={() => setWish("write")} />;
  if (wish === "none") return still;
  return (
    <Suspense fallback={still}>
      <RichText {...props} isAwaited={wish === "write"} />
    </Suspense>
  );
}

/** The text before it can be written. It was sanitised when it was stored. */
function StillText({ value, onTurn }: { value: string; onTurn: () => void }) {
  const t = useTranslations("richText");
  const { handle } = useStore();
  const field = useField();
  const labelId = useFieldLabel();
  // Pictures are found on the shop's host, which this is not.
  const shown = value.replace(/(<img\b[^>]*\bsrc=")\/files\//g, `$1${paths.file(handle, "")}`);
  return (
    <div className={textFrame(field["aria-invalid"])}>
      <Tools label={t("toolbar")}>{null}</Tools>
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea cannot hold formatted text */}
      <div
        {...field}
        role="textbox"
        aria-labelledby={labelId}
        aria-multiline="true"
        // Until it can be written.
        aria-readonly="true"
        tabIndex={0}
        onFocus={onTurn}
        onPointerEnter={() => void load()}
        className={textArea}
        // Sanitised by the server that it comes from.
        dangerouslySetInnerHTML={{ __html: shown }}
      />
    </div>
  );
}
