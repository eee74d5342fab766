import { redirect } from "next/navigation";
import { storesOf } from "../../features/stores/router.ts";
import { requireUser } from "../../server/current-user.ts";
import { requestContext } from "../../server/request-context.ts";
import { paths } from "../../shell/paths.ts";

/** The start leads to the first store of whoever is signed in, or to opening one. */
export default async function StartPage() {
  await requireUser(paths.start());
  const [first] = await storesOf(await requestContext());
  redirect(first ? paths.home(first.handle) : paths.newStore());
}
