import { SkeletonRows } from "@hutong/ui";
import { useTranslations } from "next-intl";

/** While a list is on its way: an empty header's height, then rows; nothing at all for the first 300 ms. */
export function ListLoading() {
  const t = useTranslations("common");
  return (
    <>
      <div className="h-[115px] max-md:h-[103px]" />
      <SkeletonRows label={t("loading")} />
    </>
  );
}
