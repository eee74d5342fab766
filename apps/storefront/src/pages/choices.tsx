import type { MethodView } from "@hutong/checkout";
import { lines } from "@hutong/sections";
import { fieldMessage } from "../words/index.ts";
import type { Desk } from "./desk.tsx";

/** What is wrong with a choice, tied to it. */
export function Fault({ name, code, desk }: { name: string; code: string | undefined; desk: Desk }) {
  if (!code) return null;
  return (
    <p className="em" id={`${name}-fault`} role="alert" data-code={`${name}_${code}`}>
      {fieldMessage(desk.w, name, code)}
    </p>
  );
}

/** Ways to pay, the first one chosen until another is. */
export function Methods({
  methods,
  chosen,
  fault,
  desk,
}: {
  methods: readonly MethodView[];
  chosen: string | null;
  fault: string | undefined;
  desk: Desk;
}) {
  const at = methods.some((method) => method.accountId === chosen) ? chosen : methods[0]?.accountId;
  return (
    <fieldset className="sec" aria-describedby={fault ? "account-fault" : undefined} id="pay">
      <legend>{desk.w.payWith}</legend>
      {methods.length === 0 && (
        <p className="hint" data-code="no_method">
          {desk.w.noMethods}
        </p>
      )}
      <div className="rad">
        {methods.map((method) => (
          <label key={method.accountId}>
            <input
              type="radio"
              name="account"
              value={method.accountId}
              defaultChecked={method.accountId === at}
            />
            <span>
              <b>{method.title}</b>
              {method.note && <small>{lines(method.note)}</small>}
            </span>
            <span className="tile" aria-hidden="true">
              {[...method.title][0]}
            </span>
          </label>
        ))}
      </div>
      <Fault name="account" code={fault} desk={desk} />
    </fieldset>
  );
}
