type Address = Readonly<Record<string, string>>;

const chinese = new Set(["CN", "HK", "MO", "TW"]);

/**
 * An address as it is written on a parcel: in Chinese from the large to the small, elsewhere from the small to the
 * large. Empty parts leave no gap.
 */
export function addressLines(address: Address): string[] {
  const part = (name: string) => address[name] ?? "";
  const who = [part("name"), part("phone")].filter(Boolean).join("  ");
  const lines = chinese.has(part("country"))
    ? [
        who,
        part("province") + part("city") + part("district"),
        part("line1") + part("line2"),
        part("postcode"),
      ]
    : [
        who,
        part("line1"),
        part("line2"),
        [part("district"), part("city"), part("province"), part("postcode")].filter(Boolean).join(", "),
        part("country"),
      ];
  return lines.filter((line) => line.trim() !== "");
}
