const paths = {
  menu: "M4 7h16M4 12h16M4 17h10",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5",
  bag: "M5 8h14l1 12H4zM9 8V7a3 3 0 0 1 6 0v1",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6",
  arrow: "M4 12h15M13 6l6 6-6 6",
  truck:
    "M3 6h11v10H3zM14 10h4l3 3v3h-7M7.5 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  leaf: "M5 19C5 9 11 5 20 5c0 9-4 15-12 14M5 19c2-5 5-8 9-10",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
} as const;

export type IconName = keyof typeof paths;

/** A drawing of one path on a grid of 24, in the colour of the text beside it. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg className="ic" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
