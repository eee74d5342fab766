import type { Ports } from "../../start/env.ts";
import type { Tally } from "../proof.ts";
import { Browser } from "../shop/browser.ts";
import type { Planted } from "./plant.ts";
import { dashboardAsker, dashboardBrowser } from "./procedure-trials.ts";

/** The same requests by those who may: the markers must be there, or their absence elsewhere would prove nothing. */
export async function tryControls(of: Planted, ports: Ports, session: string, tally: Tally): Promise<void> {
  const visitor = new Browser(of.store.host, ports.storefront);
  visitor.cookies.set("hutong_cart", of.cartRef);
  const member = dashboardBrowser(ports.dashboard, session);
  const { handle } = of.store;
  const ask = (path: string, input: object) =>
    dashboardAsker(ports.dashboard, session)(path, false, { store: handle, ...input });
  const controls = [
    [of.shown, "its home", visitor.get("/")],
    [of.shown, "its product", visitor.get(`/products/${of.productHandle}`)],
    [of.shown, "its page", visitor.get(`/pages/${of.pageHandle}`)],
    [of.shown, "its cart", visitor.get("/cart")],
    [of.hidden, "its checkout", visitor.get("/checkout")],
    [of.hidden, "its order", visitor.get(`/orders/${of.orderRef}`)],
    [of.hidden, "its file", visitor.get(`/files/${of.filePath}`)],
    [of.hidden, "its order, for staff", ask("orders.get", { id: of.orderId })],
    [of.hidden, "its draft, for staff", ask("products.get", { id: of.draftId })],
    [of.hidden, "its settings, for staff", ask("stores.settings", {})],
    [of.hidden, "its order's page, for staff", member.get(`/store/${handle}/orders/${of.orderId}`)],
  ] as const;
  for (const [marker, what, asked] of controls) {
    const { status, body } = await asked;
    const isThere = status === 200 && body.toLowerCase().includes(marker.toLowerCase());
    tally.check(isThere, `${what} does not show its own marker (status ${status}): the trials prove nothing`);
  }
  visitor.close();
  member.close();
}
