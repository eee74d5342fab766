/** What a theme decides beside its stylesheet. */
export interface ThemeTraits {
  /** Names the stylesheet (`styles/tea.css`) and the class on the page's root. */
  readonly name: "tea" | "street";
  /** Whether product cards show the last option's values, those sold out struck. */
  readonly hasChoices: boolean;
  /** Size of a card's picture, for the space it is given before it comes. */
  readonly picture: { readonly width: number; readonly height: number };
}

const themes: Readonly<Record<string, ThemeTraits>> = {
  tea: { name: "tea", hasChoices: false, picture: { width: 400, height: 500 } },
  street: { name: "street", hasChoices: true, picture: { width: 400, height: 400 } },
};

/** The traits of a theme's base; those of the tea house for one that is not known. */
export function traitsOf(base: string): ThemeTraits {
  return themes[base] ?? themes.tea!;
}
