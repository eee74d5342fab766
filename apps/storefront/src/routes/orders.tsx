import { getOrder } from "@hutong/checkout";
import type { Hono } from "hono";
import { OrderPage } from "../pages/order-page.tsx";
import { deskPage, openDesk } from "../render-desk-page.tsx";
import type { RouteEnv, Services } from "../services.ts";

/** The customer's order page, by its unguessable link. */
export function orderRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/orders/:ref", async (c) => {
    const visit = c.get("visit");
    const order = await getOrder(visit.ctx, { order: c.req.param("ref") });
    const desk = await openDesk(services, visit);
    return deskPage(services, desk, {
      title: desk.w.orderTitle(order.number),
      body: <OrderPage order={order} desk={desk} />,
    });
  });
}
