import { type CheckoutView, type PickupView, placeLine } from "@hutong/checkout";
import { lines } from "@hutong/sections";
import { Fault } from "./choices.tsx";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly view: CheckoutView;
  readonly fault: string | undefined;
  readonly desk: Desk;
}

/** Whether it is sent or fetched, where there is a choice. */
export function DeliveryKind({ view, desk }: Omit<Props, "fault">) {
  const { w } = desk;
  const { kind, canShip, pickups } = view.delivery;
  if (kind === "none" || pickups.length === 0 || !canShip)
    return kind === "ship" ? null : <input type="hidden" name="delivery" value={kind} />;
  return (
    <fieldset className="sec">
      <legend>{w.howDelivered}</legend>
      <div className="seg">
        {(["ship", "pickup"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="delivery" value={one} defaultChecked={one === kind} />
            <span>{w.deliveries[one]}</span>
          </label>
        ))}
        <button className="sm" type="submit" name="change" value="delivery" formNoValidate data-nojs="">
          {w.changeDelivery}
        </button>
      </div>
    </fieldset>
  );
}

function Rates({ view, fault, desk }: Props) {
  const { w } = desk;
  const { rates, shippingRateId, delivery } = view;
  // What is said of the address is said once.
  const isSaid = fault !== undefined && fault === delivery.whyNot;
  return (
    <fieldset className="sec" aria-describedby={fault ? "shippingRateId-fault" : undefined}>
      <legend>{w.shipping}</legend>
      {delivery.whyNot && !isSaid && (
        <p className="hint" data-code={delivery.whyNot}>
          {w.notSent[delivery.whyNot]}
        </p>
      )}
      {rates.length > 0 && (
        <div className="rad">
          {rates.map((rate) => (
            <label key={rate.id}>
              <input
                type="radio"
                name="shippingRateId"
                value={rate.id}
                defaultChecked={rate.id === shippingRateId}
              />
              <span>
                <b>{rate.name}</b>
                <small>{w.days(rate.minDays, rate.maxDays)}</small>
                {rate.surcharge.amount > 0 && <small>{w.surcharge(desk.price(rate.surcharge))}</small>}
              </span>
              <span>{rate.price.amount === 0 ? w.free : desk.price(rate.price)}</span>
            </label>
          ))}
        </div>
      )}
      <Fault name="shippingRateId" code={fault} desk={desk} />
      <p className="again" data-nojs="">
        <button className="sm" type="submit" name="change" value="address" formNoValidate>
          {w.ratesForAddress}
        </button>
      </p>
    </fieldset>
  );
}

function Place({ place, isChosen, desk }: { place: PickupView; isChosen: boolean; desk: Desk }) {
  const { w } = desk;
  const isShort = place.missing.length > 0;
  return (
    <label className={isShort ? "off" : undefined}>
      <input
        type="radio"
        name="shippingRateId"
        value={place.id}
        defaultChecked={isChosen}
        disabled={isShort}
        data-pickup=""
      />
      <span>
        <b>{place.name}</b>
        <small>{placeLine(place.address)}</small>
        {place.hours && <small>{lines(place.hours)}</small>}
        {isShort && <small className="em">{w.pickupShort(place.missing.join(w.comma))}</small>}
      </span>
      <span>{isShort ? "" : w.free}</span>
    </label>
  );
}

function Pickups({ view, fault, desk }: Props) {
  const { pickups } = view.delivery;
  return (
    <fieldset className="sec" aria-describedby={fault ? "shippingRateId-fault" : undefined}>
      <legend>{desk.w.pickupWhere}</legend>
      <div className="rad">
        {pickups.map((place) => (
          <Place key={place.id} place={place} isChosen={place.id === view.shippingRateId} desk={desk} />
        ))}
      </div>
      <Fault name="shippingRateId" code={fault} desk={desk} />
    </fieldset>
  );
}

/** Rates, or places to fetch it at; nothing where nothing has to be brought. */
export function DeliveryChoice(props: Props) {
  const { kind } = props.view.delivery;
  if (kind === "none") return null;
  return kind === "pickup" ? <Pickups {...props} /> : <Rates {...props} />;
}
