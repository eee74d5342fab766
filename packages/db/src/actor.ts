/** Who acts. Events record the kind and the id; permissions are judged by `authorize`. */
export type Actor =
  | { readonly kind: "staff"; readonly id: string; readonly role: Role }
  | { readonly kind: "customer"; readonly id: string }
  | { readonly kind: "guest"; readonly id: null }
  | { readonly kind: "app"; readonly id: string; readonly scopes: readonly Permission[] }
  | { readonly kind: "operator"; readonly id: string }
  | { readonly kind: "system"; readonly id: null };

export type Role = "owner" | "manager" | "staff";

export const guest: Actor = { kind: "guest", id: null };
export const system: Actor = { kind: "system", id: null };

export type Permission =
  | "shop.browse"
  | "shop.buy"
  | "catalogue.read"
  | "catalogue.write"
  | "orders.read"
  | "orders.write"
  | "customers.read"
  | "customers.write"
  | "discounts.read"
  | "discounts.write"
  | "payments.read"
  | "payments.write"
  | "settings.read"
  | "settings.write"
  | "platform";

const shop: Permission[] = ["shop.browse", "shop.buy"];
const staff: Permission[] = [
  ...shop,
  "catalogue.read",
  "orders.read",
  "orders.write",
  "customers.read",
  "discounts.read",
  "settings.read",
];
const manager: Permission[] = [
  ...staff,
  "catalogue.write",
  "customers.write",
  "discounts.write",
  "payments.read",
  "payments.write",
];
const owner: Permission[] = [...manager, "settings.write"];
const byRole = { owner: new Set(owner), manager: new Set(manager), staff: new Set(staff) };
const shopper = new Set(shop);

/** Whether an actor holds a permission; the platform's own actors hold all. */
export function holds(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "system":
    case "operator":
      return true;
    case "staff":
      return byRole[actor.role].has(permission);
    case "app":
      return actor.scopes.includes(permission);
    case "customer":
    case "guest":
      return shopper.has(permission);
  }
}
