import { Button } from "@hutong/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CalmPage } from "./calm-page.tsx";
import { paths } from "./paths.ts";

/** A page that is not there, or not for this person: which of both is not told. */
export async function NothingHere() {
  const t = await getTranslations();
  return (
    <CalmPage brand={t("brand.name")} title={t("states.notFoundTitle")} lead={t("states.notFoundNote")}>
      <Button asChild look="primary" size="field" wide>
        <Link href={paths.start()}>{t("states.start")}</Link>
      </Button>
    </CalmPage>
  );
}
