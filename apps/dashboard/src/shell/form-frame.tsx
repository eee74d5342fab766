"use client";

import { Button, Columns, PageHeader } from "@hutong/ui";
import { useTranslations } from "next-intl";
import type { FormEventHandler, ReactNode } from "react";
import { FormFailure } from "./form-failure.tsx";
import { useStore } from "./store-provider.tsx";

/** The frame of a form that is a page: its header with what saves it, its fields, and a column beside them. */
export function FormFrame({
  back,
  title,
  badges,
  actions,
  isBusy,
  failure,
  side,
  onSubmit,
  children,
}: {
  /** A link to the list this thing is of. */
  back: ReactNode;
  title: string;
  badges?: ReactNode;
  /** Before the button that saves. */
  actions?: ReactNode;
  isBusy: boolean;
  /** Why it was not saved, where no field says so. */
  failure: unknown;
  side: ReactNode;
  onSubmit: FormEventHandler;
  children: ReactNode;
}) {
  const t = useTranslations();
  const { role } = useStore();
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-1 flex-col">
      <PageHeader
        isLined
        isSticky
        back={back}
        title={title}
        badges={badges}
        actions={
          <>
            {actions}
            <Button
              type="submit"
              look="primary"
              isBusy={isBusy}
              reason={role === "staff" ? t("errors.forbidden") : null}
            >
              {t("common.save")}
            </Button>
          </>
        }
      />
      <Columns side={side}>
        <div className="max-w-[720px]">
          <div className="mb-5 empty:mb-0">
            <FormFailure error={failure} />
          </div>
          {children}
        </div>
      </Columns>
    </form>
  );
}
