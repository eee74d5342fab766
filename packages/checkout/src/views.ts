import type { LineProperty, QuantityFault } from "@hutong/catalogue";
import type { LocationAddress } from "@hutong/inventory";
import type { Money } from "@hutong/kernel";
import type {
  DownloadState,
  FrozenPickup,
  FrozenPrice,
  InvoiceRequest,
  IssuedInvoice,
  OrderStates,
} from "@hutong/orders";
import type { Action } from "@hutong/payment-providers";
import type { AuthorizationState } from "@hutong/payments";
import type { CodeState, PriceTree } from "@hutong/pricing";
import type { Ways } from "./delivery/ways.ts";
import type { Delivery } from "./schemas.ts";
import type { GiftCardView, TenderView } from "./tenders/views.ts";
import type { WrappingView } from "./wrapping/wrapping-view.ts";

/** One line of a cart or checkout as people see it. Amounts in the market's currency. */
export interface LineView {
  /** Tells it from the other lines of the cart. */
  readonly id: string;
  readonly variantId: string;
  /** With the variant it names the line where something was filled in for it; else "". */
  readonly mark: string;
  readonly properties: readonly LineProperty[];
  /** What is in one of it; empty where it is no bundle. */
  readonly parts: readonly { readonly title: string; readonly quantity: number }[];
  readonly productId: string;
  readonly productHandle: string;
  readonly title: string;
  /** "50 克 / 罐装"; empty when the product has one variant. */
  readonly variantTitle: string;
  /** Path of its picture, for `fileUrl`. */
  readonly picture: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
  /** Why a unit costs less than `list`: a sale, the customer's group or the quantity, by its price list's name. */
  readonly priced: (Omit<FrozenPrice, "list"> & { readonly list: Money }) | null;
  readonly isAvailable: boolean;
  /** Why so many of it cannot be bought. */
  readonly fault: QuantityFault | null;
}

export interface CartView {
  /** Signed reference that the cart cookie carries; null for a cart that does not exist yet. */
  readonly ref: string | null;
  readonly lines: readonly LineView[];
  readonly count: number;
  readonly subtotal: Money;
}

/** A cart as its page shows it, with what discounts take off the goods before anything is known of the customer. */
export interface BagView extends CartView {
  readonly discounts: readonly DiscountLineView[];
  /** What the goods come to after them. */
  readonly goods: Money;
  readonly codes: readonly CodeState[];
}

export interface RateView {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  /** What of the price is for a place that is far off. */
  readonly surcharge: Money;
  readonly minDays: number;
  readonly maxDays: number;
}

export interface MethodView {
  readonly accountId: string;
  readonly provider: string;
  readonly title: string;
  /** One line under the title: bank details, or what happens next. */
  readonly note: string;
}

/** A tax as people see it; "Tax" in their language where it has no name of its own. */
export interface TaxView {
  readonly name: string;
  /** Hundredths of a percent, with two decimals at most. */
  readonly basisPoints: number;
  readonly amount: Money;
}

export interface DiscountLineView {
  readonly id: string;
  readonly name: string;
  /** The code that it came by. */
  readonly code: string | null;
  /** Off the shipping, which is shown without it. */
  readonly isOfShipping: boolean;
  readonly amount: Money;
}

/** Sums of a checkout. */
export interface TotalsView {
  readonly subtotal: Money;
  readonly discount: Money;
  /** What each discount took off, the shipping's too; by the names that were frozen. */
  readonly discounts: readonly DiscountLineView[];
  readonly shipping: Money;
  readonly tax: Money;
  /** Each tax by its name and rate, inside the prices or on top of them. */
  readonly taxes: readonly TaxView[];
  /** Whether taxes on top are known only once more of the address is. */
  readonly isTaxPending: boolean;
  /** Tax that was in the prices and is not paid, by who is exempt. */
  readonly removedTax: Money;
  readonly isTaxIncluded: boolean;
  readonly total: Money;
  readonly tenders: readonly TenderView[];
  /** What is left for a payment method. */
  readonly due: Money;
  /** Whether anything is sent at all. */
  readonly isShipped: boolean;
  /** Where every cent comes from. */
  readonly tree: PriceTree;
}

/** A location where the order can be fetched. */
export interface PickupView {
  readonly id: string;
  readonly name: string;
  readonly address: LocationAddress;
  /** When it is open, in the context's language; empty where nobody says. */
  readonly hours: string;
  /** Titles of which it has too few: then it is not offered. */
  readonly missing: readonly string[];
}

/** How the goods come to the customer. */
export interface DeliveryView {
  readonly kind: Delivery;
  /** Whether the store sends anything anywhere. */
  readonly canShip: boolean;
  readonly pickups: readonly PickupView[];
  /** Why nothing can be sent to the address; null where something can. */
  readonly whyNot: Ways["why"];
}

export interface AddressView {
  country: string;
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  line1: string;
  line2: string;
  postcode: string;
}

export const emptyAddress: AddressView = {
  country: "",
  name: "",
  phone: "",
  province: "",
  city: "",
  district: "",
  line1: "",
  line2: "",
  postcode: "",
};

/** What the one checkout page shows, before and after the details are known. */
export interface CheckoutView {
  readonly cart: CartView;
  /** Handle of the market that it is sold in, which the country of delivery decides. */
  readonly market: string;
  /** Signed reference of the checkout once details were saved. */
  readonly ref: string | null;
  /** The same, or that of the checkout that the page's form will make: what it is sent with, any number of times. */
  readonly formRef: string;
  readonly email: string;
  readonly phone: string;
  readonly address: AddressView;
  readonly note: string;
  /** Whether the store issues 发票, and the one that is asked for. */
  readonly offersInvoice: boolean;
  readonly invoice: InvoiceRequest | null;
  /** Countries that any rate delivers to; ["*"] means all. */
  readonly countries: readonly string[];
  readonly delivery: DeliveryView;
  readonly rates: readonly RateView[];
  /** The rate, or the location where it is fetched. */
  readonly shippingRateId: string | null;
  readonly methods: readonly MethodView[];
  /** Gift wrapping that is offered, or taken; null where the store has none. */
  readonly wrapping: WrappingView | null;
  readonly giftCards: readonly GiftCardView[];
  /** Until details are saved, what it would come to with the rate that is chosen; null where there is none. */
  readonly totals: TotalsView | null;
  /** The codes that were put into the cart, and why one takes nothing off. */
  readonly codes: readonly CodeState[];
  /** Whether `totals` are those of the saved, frozen quote. */
  readonly isSaved: boolean;
  readonly isReadyToPay: boolean;
  /** Who is signed in, with the addresses that they may choose from, the default one first; absent for a guest. */
  readonly customer?: { readonly name: string; readonly addresses: readonly SavedAddressView[] };
}

export interface SavedAddressView {
  readonly id: string;
  readonly address: AddressView;
  readonly isDefault: boolean;
}

/** One of the orders that a customer sees in their account. */
export interface OwnOrderView {
  readonly ref: string;
  readonly number: number;
  readonly placedAt: Date;
  readonly paymentState: OrderStates["paymentState"];
  readonly fulfilmentState: OrderView["fulfilmentState"];
  readonly isCancelled: boolean;
  readonly total: Money;
  readonly count: number;
  /** Paths of at most three pictures, for `fileUrl`. */
  readonly pictures: readonly string[];
}

/** How a submit ended. */
export type SubmitOutcome =
  /** The order is written: go to its page. */
  | { readonly kind: "placed"; readonly orderRef: string }
  /** Go to the provider's page. */
  | { readonly kind: "redirect"; readonly url: string }
  /** Not known yet: show the waiting page of this checkout. */
  | { readonly kind: "waiting"; readonly checkoutRef: string }
  | { readonly kind: "declined"; readonly reason: string }
  | {
      readonly kind: "sold_out";
      readonly lines: readonly { readonly variantId: string; readonly title: string }[];
    }
  /** What was frozen is no longer so: show the new totals and ask again. */
  | {
      readonly kind: "changed" /** A discount was used up by others meanwhile. */;
      readonly why?: "discount_gone";
    };

/** What the waiting page shows and polls for. */
export interface WaitingView {
  readonly checkoutRef: string;
  /** "refunded": money came, and goes back; "released": it was only reserved, and is let go. */
  readonly state: "waiting" | "placed" | "declined" | "refunded" | "released" | "parked" | "expired";
  readonly orderRef: string | null;
  readonly total: Money;
  readonly methodTitle: string;
  /** Why it was declined, in the provider's words for the customer; empty where there are none. */
  readonly reason: string;
  /** What the customer can still do to pay; null when nothing is known of it, or it is too late. */
  readonly action: Action | null;
  readonly heldUntil: Date | null;
}

/** What the page's island needs to draw a payment inside it; `secret` is the customer's own. */
export interface EmbeddedView {
  readonly island: string;
  readonly script: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly secret: string;
  /** Why the last try failed, in the customer's language. */
  readonly problem: string | null;
}

/** Where an embedded payment stands; `embedded` is null where there is nothing for the customer to do now. */
export interface OpenedEmbedded {
  readonly view: WaitingView;
  readonly embedded: EmbeddedView | null;
  /** Whether the provider answered at all. */
  readonly isAnswered: boolean;
}

/** A file of an order that its customer may download, or might have. */
export interface OrderDownloadView {
  /** What `/downloads/` leads to. */
  readonly link: string;
  readonly name: string;
  readonly bytes: number;
  readonly left: number;
  readonly expiresAt: Date;
  readonly state: DownloadState;
}

/** The customer's order page. */
export interface OrderView {
  readonly ref: string;
  readonly number: number;
  readonly placedAt: Date;
  readonly isTest: boolean;
  readonly paymentState: OrderStates["paymentState"];
  readonly fulfilmentState: "unfulfilled" | "partially_fulfilled" | "fulfilled";
  readonly lines: readonly LineView[];
  readonly totals: TotalsView;
  readonly isCancelled: boolean;
  /** What came in, before anything was given back. */
  readonly paid: Money;
  readonly refunded: Money;
  /** Money that is or was reserved for it, and whether it is taken when the last parcel leaves; null where none is. */
  readonly reserved: { readonly state: AuthorizationState; readonly isOnFulfilment: boolean } | null;
  readonly shippingName: string;
  /** Where it is fetched; null where it is sent. */
  readonly pickup: FrozenPickup | null;
  readonly methodTitle: string;
  /** Whether the courier brings the money, so that goods leave before it is paid. */
  readonly isOnDelivery: boolean;
  /** How to pay, while unpaid by a method that is paid by hand. */
  readonly instructions: string;
  readonly fulfilments: readonly { carrier: string; trackingNumber: string; createdAt: Date }[];
  /** Empty where nothing of it can be downloaded; null: not before it is paid. */
  readonly downloads: readonly OrderDownloadView[] | null;
  /** The 发票 that was asked for, and what became of it; what names a person is hidden with the contact. */
  readonly invoice: { readonly request: InvoiceRequest | null; readonly issued: IssuedInvoice | null } | null;
  /** Null once personal data is hidden (30 days after placing). */
  readonly contact: { readonly email: string; readonly phone: string; readonly address: AddressView } | null;
}
