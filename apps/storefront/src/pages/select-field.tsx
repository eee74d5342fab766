import { fieldMessage } from "../words/index.ts";
import type { FieldProps } from "./field.tsx";

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
