import type { PictureShape } from "@hutong/catalogue";
import { type PictureWidth, sizedUrl, srcSet } from "@hutong/files/sizes";

interface Place {
  readonly widths: readonly PictureWidth[];
  /** What stands in for `srcset` where it is not known. */
  readonly usual: PictureWidth;
  readonly sizes: (rank: number) => string;
}

const places = {
  card: { widths: [320, 480, 720], usual: 480, sizes: () => "(min-width: 900px) 25vw, 50vw" },
  gallery: {
    widths: [480, 720, 1080, 1600],
    usual: 720,
    sizes: (rank) => `(min-width: 900px) ${rank === 0 ? 56 : 28}vw, 100vw`,
  },
} as const satisfies Record<string, Place>;

/** So many of a list one sees before one scrolls. */
const seenAtOnce = 4;

// A tenth is as exact as an eye; classes, as pages allow no style of an element's own.
function focusClass({ focusX, focusY }: PictureShape): string | undefined {
  if (focusX === null || focusY === null) return undefined;
  const [x, y] = [Math.round(focusX / 10), Math.round(focusY / 10)];
  return x === 5 && y === 5 ? undefined : `foc fx${x} fy${y}`;
}

interface Props {
  readonly url: string;
  readonly alt: string;
  readonly of: PictureShape;
  readonly place: keyof typeof places;
  /** Its place among the page's first pictures; left out for those further down, which are loaded when they come near. */
  readonly rank?: number | undefined;
  /** The space it is given before it comes. */
  readonly width: number;
  readonly height: number;
}

/**
 * A picture of the store at the widths that its place may need; the browser chooses one, and the server a format by what
 * the browser reads, so that the page is the same for everybody.
 */
export function Picture({ url, alt, of, place, rank, width, height }: Props) {
  const { widths, usual, sizes } = places[place];
  const set = srcSet(url, of.width, widths);
  const isSeen = rank !== undefined && rank < (place === "card" ? seenAtOnce : 1);
  return (
    <img
      className={focusClass(of)}
      {...(isSeen ? (rank === 0 ? { fetchPriority: "high" as const } : {}) : { loading: "lazy" as const })}
      src={set ? sizedUrl(url, usual) : url}
      {...(set ? { srcSet: set, sizes: sizes(rank ?? 1) } : {})}
      alt={alt}
      width={width}
      height={height}
    />
  );
}
