import { AppError } from "@hutong/kernel";
import { largestDrawing } from "./limits.ts";

const elements = new Set(
  (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textpath " +
    "lineargradient radialgradient stop clippath mask pattern marker image style metadata switch view " +
    "filter feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting " +
    "fedisplacementmap fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode " +
    "femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence fedistantlight"
  ).split(" "),
);
const token =
  /<!--[\s\S]*?-->|<\?xml[^>]*\?>|<!DOCTYPE svg[^>[]*>|<(\/?)([A-Za-z][\w.-]*(?::[\w.-]+)?)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const picture = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]*$/;

function refuse(why: string): never {
  throw new AppError("invalid", "svg_unsafe", { params: { why } });
}

function checkStyle(css: string): void {
  const plain = css.replace(/\\[0-9a-f]{1,6}\s?|\\/gi, "\\");
  if (plain.includes("\\") || /@import|expression|javascript:|behavior|-moz-binding/i.test(plain))
    refuse("style");
  for (const [, target] of plain.matchAll(/url\s*\(\s*['"]?([^)'"]*)/gi)) {
    if (!target?.startsWith("#")) refuse("style refers elsewhere");
  }
}

function checkAttribute(element: string, name: string, value: string): void {
  const local = name.toLowerCase().replace(/^.*:/, "");
  if (local.startsWith("on")) refuse(`attribute ${name}`);
  if (local === "href" || local === "src") {
    const isPicture = element === "image" && picture.test(value);
    if (!value.startsWith("#") && !isPicture) refuse(`${name} refers elsewhere`);
  }
  if (name.toLowerCase().startsWith("xmlns")) return;
  if (local === "style" || /url\s*\(|javascript:|\\/i.test(value))
    checkStyle(value.replace(/&[^;&]*;/g, "\\"));
}

/**
 * Answers the drawing without comments when it holds shapes, gradients and text only: no script, no foreign
 * objects, no event attributes, nothing fetched from elsewhere. Throws
 * `svg_unsafe` otherwise, and `file_too_large` beyond 2 MB: by a list of what is
 * allowed, so that what is not known is refused.
 */
export function safeSvg(source: string): string {
  if (source.length > largestDrawing)
    throw new AppError("invalid", "file_too_large", { params: { most: largestDrawing } });
  if (/<!ENTITY|<!\[CDATA\[/i.test(source)) refuse("entities");
  let rest = "";
  let at = 0;
  let depth = 0;
  let inStyle = false;
  // Every "<" begins a token or the drawing is refused, so that a text is gone through once.
  for (let from = source.indexOf("<"); from !== -1; from = source.indexOf("<", at)) {
    token.lastIndex = from;
    const match = token.exec(source) ?? refuse("not well formed");
    const between = source.slice(at, from);
    if (inStyle) checkStyle(between);
    at = token.lastIndex;
    rest += between;
    const [whole, closing, rawName, attributes] = match;
    if (rawName === undefined) continue;
    const name = rawName.toLowerCase();
    const local = name.replace(/^svg:/, "");
    if (!elements.has(local)) refuse(`element ${rawName}`);
    for (const [, key, double, single] of (attributes ?? "").matchAll(attribute)) {
      checkAttribute(local, key ?? "", double ?? single ?? "");
    }
    inStyle = local === "style" && closing === "" && !whole.endsWith("/>");
    if (closing === "/") depth -= 1;
    else if (!whole.endsWith("/>")) depth += 1;
    rest += whole;
  }
  if (depth !== 0 || !/<svg[\s>]/i.test(rest)) refuse("not a drawing");
  return rest + source.slice(at);
}
