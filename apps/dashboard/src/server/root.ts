import { collectionsRouter } from "../features/collections/router.ts";
import { customersRouter } from "../features/customers/router.ts";
import { discountsRouter } from "../features/discounts/router.ts";
import { giftCardsRouter } from "../features/gift-cards/router.ts";
import { homeRouter } from "../features/home/router.ts";
import { importsRouter } from "../features/imports/router.ts";
import { inventoryRouter } from "../features/inventory/router.ts";
import { metafieldsRouter } from "../features/metafields/router.ts";
import { ordersRouter } from "../features/orders/router.ts";
import { peopleRouter } from "../features/people/router.ts";
import { bundlesRouter } from "../features/products/bundle/router.ts";
import { digitalRouter } from "../features/products/digital/router.ts";
import { productListRouter } from "../features/products/list/router.ts";
import { picturesRouter } from "../features/products/pictures/router.ts";
import { productsRouter } from "../features/products/router.ts";
import { locationsRouter } from "../features/settings/locations/router.ts";
import { marketsRouter } from "../features/settings/markets/router.ts";
import { membersRouter } from "../features/settings/members-router.ts";
import { paymentsRouter } from "../features/settings/payments-router.ts";
import { searchRouter } from "../features/settings/search/router.ts";
import { shippingRouter } from "../features/settings/shipping/router.ts";
import { taxesRouter } from "../features/settings/taxes/router.ts";
import { settlementRouter } from "../features/settlement/router.ts";
import { storesRouter } from "../features/stores/router.ts";
import { router } from "./trpc.ts";

/** Every procedure of the dashboard; proofs walk `appRouter._def.procedures`. */
export const appRouter = router({
  people: peopleRouter,
  stores: storesRouter,
  home: homeRouter,
  imports: importsRouter,
  orders: ordersRouter,
  customers: customersRouter,
  products: productsRouter,
  collections: collectionsRouter,
  pictures: picturesRouter,
  digital: digitalRouter,
  bundles: bundlesRouter,
  productList: productListRouter,
  inventory: inventoryRouter,
  discounts: discountsRouter,
  payments: paymentsRouter,
  giftCards: giftCardsRouter,
  taxes: taxesRouter,
  settlement: settlementRouter,
  search: searchRouter,
  shipping: shippingRouter,
  markets: marketsRouter,
  locations: locationsRouter,
  members: membersRouter,
  metafields: metafieldsRouter,
});

export type AppRouter = typeof appRouter;
