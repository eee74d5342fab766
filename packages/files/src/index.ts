export { type FetchOptions, fetchPictures, retryPicture } from "./fetch-pictures.ts";
export { fileUrl } from "./file-url.ts";
export { type FilePart, putPart, readPart, removeParts, streamParts } from "./parts.ts";
export { safeSvg } from "./pictures/safe-svg.ts";
export { putFile, type StoredFile } from "./put-file.ts";
export { type ReadFile, readFile } from "./read-file.ts";
export { type RecordedSource, recordSources, sourceIdOf } from "./record-sources.ts";
export { setFocus } from "./set-focus.ts";
