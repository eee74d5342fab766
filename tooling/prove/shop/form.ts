const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#39": "'",
};

function plain(text: string): string {
  return text.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all);
}

interface Input {
  readonly name: string;
  readonly value: string;
  readonly isChosen: boolean;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return match ? plain(match[1]!) : null;
}

function inputsOf(html: string): Input[] {
  return [...html.matchAll(/<input\b[^>]*>/g)].flatMap((match) => {
    const [tag] = match;
    const name = attribute(tag, "name");
    if (name === null) return [];
    const type = attribute(tag, "type") ?? "text";
    const isChoice = type === "radio" || type === "checkbox";
    return [
      {
        name,
        value: attribute(tag, "value") ?? "",
        isChosen: !isChoice || /\schecked(=|\s|\/|>)/.test(tag),
      },
    ];
  });
}

/** What a browser would post from this page if nothing was changed: the chosen and filled inputs. */
export function fieldsOf(html: string): Record<string, string> {
  const chosen = inputsOf(html).filter((input) => input.isChosen);
  const selects = [...html.matchAll(/<select\b[^>]*>[\s\S]*?<\/select>/g)].flatMap(([select]) => {
    const name = attribute(select, "name");
    const options = [...select.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
    const picked = options.find((tag) => /\sselected(=|\s|>)/.test(tag)) ?? options[0];
    return name && picked ? [[name, attribute(picked, "value") ?? ""] as const] : [];
  });
  return {
    ...Object.fromEntries(chosen.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(selects),
  };
}

/** The stable code that a page gives for what went wrong. */
export function codeOf(html: string): string | null {
  return /\sdata-code="([^"]*)"/.exec(html)?.[1] ?? null;
}
