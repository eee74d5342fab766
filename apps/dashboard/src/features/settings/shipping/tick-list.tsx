"use client";

import { Checkbox } from "@hutong/ui";

/** Names to be ticked, in a box of its own that scrolls. */
export function TickList({
  label,
  names,
  chosen,
  onChange,
}: {
  label: string;
  names: readonly (readonly [value: string, name: string])[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <fieldset className="mb-3 max-h-64 overflow-y-auto">
      <legend className="mb-1 font-semibold text-small">{label}</legend>
      <div className="grid grid-cols-2 gap-x-3 sm:grid-cols-3">
        {names.map(([value, name]) => (
          <Checkbox
            key={value}
            label={name}
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
