import { HomePage } from "../../../../../features/home/home-page.tsx";
import { requireUser } from "../../../../../server/current-user.ts";
import { paths } from "../../../../../shell/paths.ts";

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  const { name } = await requireUser(paths.home(store));
  return <HomePage name={name} now={new Date()} />;
}
