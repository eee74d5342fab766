"use client";

/** When even the frame of the page could not be drawn: no translations, no styles to rely on. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="zh-CN">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "12vh 24px" }}>
        <h1 style={{ fontSize: 20 }}>没能读出来 · This could not be read</h1>
        <p>是我们的问题，什么都没有丢。 It is our fault, and nothing is lost. {error.digest ?? ""}</p>
        <button type="button" onClick={reset} style={{ height: 44, padding: "0 16px" }}>
          再试 · Try again
        </button>
      </body>
    </html>
  );
}
