/** Drawings that come with the themes; addresses under /art/. */
export interface Art {
  readonly phone: string;
  /** From 900 px on; the phone's where null. */
  readonly wide: string | null;
  readonly width: number;
  readonly height: number;
}

export const arts: Readonly<Record<string, Art>> = {
  "tea-table": { phone: "/art/tea-table.svg", wide: "/art/tea-table-wide.svg", width: 390, height: 560 },
  hoodie: { phone: "/art/hoodie.svg", wide: null, width: 560, height: 560 },
  hills: { phone: "/art/hills.svg", wide: null, width: 1280, height: 300 },
};
