import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { CustomDataSettings } from "../../../../../../features/settings/custom-data/custom-data-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.custom-data") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched
      of={[
        (trpc) => trpc.metafields.definitions.queryOptions({ store }),
        (trpc) => trpc.metafields.kinds.queryOptions({ store }),
      ]}
    >
      <CustomDataSettings />
    </Prefetched>
  );
}
