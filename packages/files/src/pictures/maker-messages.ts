/** What a browser is given: AVIF or WebP where it asks for it, else what every browser reads. */
export type PictureFormat = "avif" | "webp" | "plain";

/** A picture as it is kept. */
export interface Cleaned {
  readonly bytes: Uint8Array;
  readonly contentType: "image/jpeg" | "image/png" | "image/webp";
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
}

/** Why a picture was not taken: the code of an `AppError` and what fills its sentence. */
export interface PictureFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, number>>;
}

export type MakerJob =
  | { readonly id: number; readonly do: "clean"; readonly bytes: Uint8Array; readonly kind: string }
  | {
      readonly id: number;
      readonly do: "size";
      readonly bytes: Uint8Array;
      readonly width: number;
      readonly format: PictureFormat;
    };

export type MakerAnswer =
  | { readonly id: number; readonly made: Cleaned | { bytes: Uint8Array; contentType: string } }
  | { readonly id: number; readonly failure: PictureFailure };

/** How the maker ends when a picture takes more memory than it may. */
export const outOfMemory = 3;
