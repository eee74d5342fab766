import { type AddressView, getCheckout, type SavedAddressView, saveAddress } from "@hutong/checkout";
import { removeAddress, setDefaultAddress } from "@hutong/customers";
import { AppError, httpStatus } from "@hutong/kernel";
import type { Hono } from "hono";
import { readForm } from "../../form.ts";
import { AddressesPage, AddressPage } from "../../pages/account/addresses-page.tsx";
import { refusalOf } from "../../refusal.ts";
import { deskPage, openDesk } from "../../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../../services.ts";
import { addressOf } from "../../visit.ts";
import { accountWords } from "../../words/account.ts";
import { addressTyped } from "../checkout-draft.ts";
import { toSignIn } from "./account.tsx";

interface Book {
  readonly addresses: readonly SavedAddressView[];
  /** Countries that the store delivers to. */
  readonly countries: readonly string[];
  /** What a new one begins with. */
  readonly blank: AddressView;
}

// A checkout without a cart knows the book and where the store delivers.
async function bookOf(c: RouteContext): Promise<Book> {
  const { ctx, customer, door } = c.get("visit");
  const { customer: known, countries } = await getCheckout(ctx, {
    cart: null,
    address: { country: door.store.country },
  });
  const blank = {
    country: countries.includes("*") ? door.store.country : (countries[0] ?? door.store.country),
    name: customer?.name ?? "",
    phone: customer?.phone ?? "",
    ...{ province: "", city: "", district: "", line1: "", line2: "", postcode: "" },
  };
  return { addresses: known?.addresses ?? [], countries: countries.length > 0 ? countries : ["*"], blank };
}

async function showOne(
  services: Services,
  c: RouteContext,
  shown: { id: string; typed?: AddressView; refusal?: AppError },
): Promise<Response> {
  const visit = c.get("visit");
  const [book, desk] = await Promise.all([bookOf(c), openDesk(services, visit)]);
  const isNew = shown.id === "new";
  const saved = book.addresses.find((one) => one.id === shown.id);
  if (!isNew && !saved) throw new AppError("not_found", "address_not_found");
  const address = shown.typed ?? saved?.address ?? book.blank;
  const t = accountWords(visit.locale);
  return deskPage(services, desk, {
    title: isNew ? t.newAddress : t.editAddress,
    status: shown.refusal ? httpStatus[shown.refusal.kind] : 200,
    body: (
      <AddressPage
        desk={desk}
        id={isNew ? null : shown.id}
        address={address}
        countries={book.countries}
        isDefault={saved?.isDefault ?? false}
        refusal={shown.refusal ?? null}
      />
    ),
  });
}

async function save(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const form = await readForm(c.req.raw);
  const id = c.req.param("id")!;
  const typed = addressTyped(form);
  if (form.text("change")) return await showOne(services, c, { id, typed });
  try {
    await saveAddress(visit.ctx, {
      address: typed,
      id: id === "new" ? undefined : id,
      isDefault: form.text("default") === "1",
    });
    return c.redirect(addressOf(visit, "/account/addresses?saved=1"), 303);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal || refusal.code === "address_not_found") throw error;
    return await showOne(services, c, { id, typed, refusal });
  }
}

async function change(c: RouteContext, verb: typeof removeAddress): Promise<Response> {
  const form = await readForm(c.req.raw);
  await verb(c.get("visit").ctx, { id: form.text("id") });
  return c.redirect(addressOf(c.get("visit"), "/account/addresses?saved=1"), 303);
}

/** The customer's addresses. */
export function addressRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/account/addresses", async (c) => {
    const away = toSignIn(c);
    if (away) return away;
    const visit = c.get("visit");
    const [{ addresses }, desk] = await Promise.all([bookOf(c), openDesk(services, visit)]);
    return deskPage(services, desk, {
      title: accountWords(visit.locale).addresses,
      body: <AddressesPage desk={desk} addresses={addresses} isSaved={visit.query.get("saved") === "1"} />,
    });
  });
  app.post("/account/addresses/remove", (c) => toSignIn(c) ?? change(c, removeAddress));
  app.post("/account/addresses/default", (c) => toSignIn(c) ?? change(c, setDefaultAddress));
  app.get("/account/addresses/:id", (c) => toSignIn(c) ?? showOne(services, c, { id: c.req.param("id") }));
  app.post("/account/addresses/:id", (c) => toSignIn(c) ?? save(services, c));
}
