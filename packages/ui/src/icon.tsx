import { cn } from "./cn.ts";

/** One path each on a grid of 24, drawn as lines with round caps. */
export const iconPaths = {
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  percent:
    "M18.5 5.5l-13 13M7.5 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM16.5 14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  layers: "M12 4l9 5-9 5-9-5zM3 14l9 5 9-5",
  people:
    "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.7-3.5 3.2-5 6.5-5s5.8 1.5 6.5 5M16 5.5a3.3 3.3 0 0 1 0 6M18 15c2 .6 3.2 2 3.6 4.5",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.8-4 3.6-5.5 7.5-5.5s6.7 1.5 7.5 5.5",
  wallet: "M4 7h15v12H4zM4 7l11-3v3M15 13h4",
  storefront: "M4 10V20h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM9 20v-5h6v5",
  globe: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 2.5 3 13.5 0 16M12 4c-3 2.5-3 13.5 0 16",
  help: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.8 9.6a2.3 2.3 0 1 1 3.2 2.2c-.7.3-1 .7-1 1.5M12 16h.01",
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  down: "M5 9l7 7 7-7",
  up: "M5 15l7-7 7 7",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  menu: "M4 7h16M4 12h16M4 17h10",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.5",
  refresh: "M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5",
  truck:
    "M3 6h11v10H3zM14 10h4l3 3v3h-7M7.5 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  mail: "M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7",
  eye: "M2.5 12c2-4 5.5-6 9.5-6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  exit: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  moon: "M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z",
  page: "M5 4h14v16H5zM8.5 9h7M8.5 13h5",
  coins:
    "M12 5a7 3 0 1 0 0 6 7 3 0 0 0 0-6zM5 8v8c0 1.7 3.1 3 7 3s7-1.3 7-3V8M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3",
  external: "M13 5h6v6M19 5l-9 9M10 6H5v13h13v-5",
} as const;

export type IconName = keyof typeof iconPaths;

/** A decorative icon; the words beside it (or the button's label) carry the meaning. */
export function Icon({
  name,
  size = 18,
  weight,
  className,
}: {
  name: IconName;
  size?: number;
  weight?: number;
  className?: string;
}) {
  return (
    <svg
      className={cn("block flex-none", className)}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={weight ?? (size <= 16 ? 1.8 : 1.6)}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
