"use client";

import { Button, Field, Input, showToast } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useRef } from "react";

/** Where the provider is to send its notices: to be copied into the provider's own settings. */
export function NoticeAddress({ address }: { address: string }) {
  const t = useTranslations("payment");
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      showToast(t("copied"));
    } catch {
      // The browser lets no page write there, or not this one: what is selected can be copied by hand.
    }
  };
  return (
    <Field label={t("noticesAt")} help={t("noticesAtHelp")}>
      <span className="flex gap-2">
        <Input
          ref={field}
          readOnly
          value={address}
          className="font-mono text-small"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>{t("copy")}</Button>
      </span>
    </Field>
  );
}
