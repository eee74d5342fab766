import { Button, EmptyState } from "@hutong/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { paths } from "../../../../shell/paths.ts";

export default async function NotFound() {
  const t = await getTranslations("states");
  return (
    <EmptyState
      title={t("notFoundTitle")}
      actions={
        <Button asChild>
          <Link href={paths.start()}>{t("start")}</Link>
        </Button>
      }
    >
      {t("notFoundNote")}
    </EmptyState>
  );
}
