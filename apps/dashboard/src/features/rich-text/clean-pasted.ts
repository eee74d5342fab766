const styleOf = (element: Element) => element.getAttribute("style") ?? "";
const listPattern = /mso-list:\s*l\d+\s+level(\d+)/i;

function put(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** Word writes a list as paragraphs with a mark in front; the mark says whether it is numbered. */
function wordLists(body: HTMLElement): void {
  let open: { list: Element; level: number }[] = [];
  let last: Element | null = null;
  for (const line of body.querySelectorAll("p")) {
    const level = Number(listPattern.exec(styleOf(line))?.[1] ?? 0);
    if (level === 0) continue;
    if (!last || line.previousElementSibling !== last) open = [];
    const marks = [...line.querySelectorAll("span")].filter((one) =>
      /mso-list:\s*ignore/i.test(styleOf(one)),
    );
    const isNumbered = /^[\s(]*[\da-z一二三四五六七八九十]{1,4}[.)、．]/i.test(marks[0]?.textContent ?? "");
    for (const mark of marks) mark.remove();
    while (open.length > 0 && open.at(-1)!.level > level) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = body.ownerDocument.createElement(isNumbered ? "ol" : "ul");
      const around = open.at(-1)?.list.lastElementChild;
      if (around) around.append(list);
      else line.before(list);
      open.push({ list, level });
    }
    const item = body.ownerDocument.createElement("li");
    item.append(...line.childNodes);
    open.at(-1)!.list.append(item);
    line.remove();
    last = open[0]!.list;
  }
}

/**
 * What comes from Word, Excel, Google Docs and web pages, brought down to what a text is made of: real lists instead of Word's, headings from
 * the second level on, no hidden parts, no pictures that only the other computer has. The editor's own rules let go of styles and the rest.
 */
export function cleanPasted(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const gone of body.querySelectorAll(
    "script, style, title, meta, link, xml, noscript, template, svg, button",
  ))
    gone.remove();
  for (const element of body.querySelectorAll("*")) {
    const isHidden = /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/i.test(styleOf(element));
    if (isHidden) element.remove();
    // Word's own elements: <o:p> and the like.
    else if (element.localName.includes(":")) element.replaceWith(...element.childNodes);
  }
  wordLists(body);
  for (const heading of body.querySelectorAll("h1, p.MsoTitle")) put(heading, "h2");
  // Word says by their class what are headings in older documents.
  for (const line of body.querySelectorAll<HTMLElement>("p[class*=MsoHeading]")) put(line, "h3");
  // Google wraps all of it in a <b> that is not bold.
  for (const bold of body.querySelectorAll("b"))
    if (/font-weight:\s*(normal|400)/i.test(styleOf(bold))) bold.replaceWith(...bold.childNodes);
  for (const picture of body.querySelectorAll("img"))
    if (!/^https:\/\//.test(picture.getAttribute("src") ?? "")) picture.remove();
  return body.innerHTML;
}
