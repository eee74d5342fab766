import { fieldMessage } from "../words/index.ts";
import type { Desk } from "./desk.tsx";

export interface FieldProps {
  readonly desk: Desk;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Code of what is wrong with it, if anything. */
  readonly fault: string | undefined;
  readonly autoComplete: string;
  readonly type?: "text" | "email" | "tel" | "password";
  readonly inputMode?: "text" | "email" | "tel" | "numeric";
  /** What to say of the fault, where the checkout has no words for it. */
  readonly message?: string | undefined;
  readonly hint?: string;
  readonly list?: string;
  readonly isOptional?: boolean;
  readonly className?: string;
}

// Written from left to right in every language.
const leftToRight = new Set(["email", "phone", "postcode"]);

export interface SelectFieldProps
  extends Omit<FieldProps, "type" | "inputMode" | "hint" | "list" | "isOptional"> {
  readonly options: readonly { readonly code: string; readonly name: string }[];
}

/** A labelled choice of one from a list; what stands there already and is not in the list stays. */
export function SelectField(props: SelectFieldProps) {
  const { desk, name, fault, value, options } = props;
  const isListed = value === "" || options.some(({ code }) => code === value);
  return (
    <div className={`fl ${props.className ?? ""}`}>
      <label htmlFor={name}>{props.label}</label>
      <select
        id={name}
        name={name}
        defaultValue={value}
        autoComplete={props.autoComplete}
        aria-invalid={fault ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: the page came back because of it; of several the browser takes the first.
        autoFocus={fault ? true : undefined}
        aria-describedby={fault ? `${name}-fault` : undefined}
      >
        <option value="">{desk.w.choose}</option>
        {!isListed && <option value={value}>{value}</option>}
        {options.map(({ code, name: text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
      {fault && (
        <p className="em" id={`${name}-fault`} role="alert" data-code={`${name}_${fault}`}>
          {fieldMessage(desk.w, name, fault)}
        </p>
      )}
    </div>
  );
}

/** A labelled field with its hint, and what is wrong with it tied to it. */
export function Field(props: FieldProps) {
  const { desk, name, fault, hint } = props;
  const { w } = desk;
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <div className={`fl ${props.className ?? ""}`}>
      <label htmlFor={name}>
        {props.label}
        {props.isOptional && <small> {w.optional}</small>}
      </label>
      <input
        id={name}
        name={name}
        type={props.type ?? "text"}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        dir={leftToRight.has(name.replace(/^address\./, "")) ? "ltr" : undefined}
        list={props.list}
        defaultValue={props.type === "password" ? undefined : props.value}
        maxLength={200}
        enterKeyHint="next"
        aria-invalid={fault ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: the page came back because of it; of several the browser takes the first.
        autoFocus={fault ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="em" id={`${name}-fault`} role="alert" data-code={`${name}_${fault}`}>
          {props.message ?? fieldMessage(w, name, fault)}
        </p>
      )}
    </div>
  );
}
