import type { FieldFault, LineFieldView } from "@hutong/catalogue";
import type { Words } from "../words/index.ts";

interface Props {
  readonly fields: readonly LineFieldView[];
  readonly t: Words;
  /** What was typed and not taken, and why, by the fields' ids. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly faults?: Readonly<Record<string, FieldFault["code"] | undefined>>;
}

function Field({
  field,
  t,
  value,
  fault,
}: {
  field: LineFieldView;
  t: Words;
  value: string;
  fault: FieldFault["code"] | undefined;
}) {
  const name = `properties.${field.id}`;
  const common = {
    id: name,
    name,
    required: field.isRequired,
    defaultValue: value,
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": fault ? `${name}-fault` : undefined,
  };
  return (
    <div className="pf">
      <label htmlFor={name}>
        {field.label} {!field.isRequired && <small>{t.optional}</small>}
      </label>
      {field.kind === "choice" ? (
        <select {...common}>
          <option value="">{t.choose}</option>
          {field.choices.map((choice, index) => (
            // Two choices may be called alike.
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
            <option key={index} value={index}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} type="text" maxLength={field.maxLength} autoComplete="off" />
      )}
      {fault && (
        <p className="bad" id={`${name}-fault`} role="alert" data-code={fault}>
          {t.fieldFaults[fault](field.maxLength)}
        </p>
      )}
    </div>
  );
}

/** What a product's customers fill in: parts of the form that buys. */
export function LineFields({ fields, t, typed = {}, faults = {} }: Props) {
  return fields.map((field) => (
    <Field key={field.id} field={field} t={t} value={typed[field.id] ?? ""} fault={faults[field.id]} />
  ));
}
