import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { MemberSettings } from "../../../../../../features/settings/member-settings.tsx";
import { requireUser } from "../../../../../../server/current-user.ts";
import { paths } from "../../../../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.members") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  const user = await requireUser(paths.settings(store, "members"));
  return (
    <Prefetched of={[(trpc) => trpc.members.list.queryOptions({ store })]}>
      <MemberSettings userId={user.id} />
    </Prefetched>
  );
}
