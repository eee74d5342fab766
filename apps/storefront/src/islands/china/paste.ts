import areas from "virtual:china/areas";
import cities from "virtual:china/cities";
import { splitAddress } from "@hutong/pricing/china";
import { fieldOf, typeIn } from "./fields.ts";

/**
 * Fills the form from a pasted line and answers how far it came: "all", "some" where fields are left to be typed, "none" where there
 * was neither a number nor a place in it. What the line does not say stays as it is.
 */
export async function fillFrom(pasted: string, area: HTMLElement): Promise<"all" | "some" | "none"> {
  const found = await splitAddress(pasted, cities, async (province) => (await areas[province]!()).default);
  const { name, phone, province, city, district, line1 } = found;
  if (phone === "" && province === "") return "none";
  const values: Record<string, string> = {};
  for (const [field, text] of Object.entries({ name, phone, line1 }))
    if (text !== "" || (field === "line1" && province !== "")) values[field] = text;
  // The place last: what is offered there is asked for once it is all there.
  if (province !== "") Object.assign(values, { province, city, district });
  typeIn(area, values);
  const missing = ["phone", "name", "province", "city", "line1"].find((one) => !fieldOf(area, one)?.value);
  if (!missing) return "all";
  const isOfArea = missing === "province" || missing === "city";
  (isOfArea && !area.classList.contains("open")
    ? document.getElementById("area")
    : fieldOf(area, missing)
  )?.focus();
  return "some";
}
