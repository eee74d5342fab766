/** The store's name with its mark, as header and checkout show it. */
export function Brand({ name, logo }: { name: string; logo: "none" | "eaves" | "bricks" }) {
  return (
    <>
      {logo === "eaves" && (
        <svg className="mk" width="64" height="12" viewBox="0 0 64 12" aria-hidden="true">
          <path
            d="M2 9.5C12 9 24 7 32 2 40 7 52 9 62 9.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
          />
        </svg>
      )}
      {logo === "bricks" && (
        <svg className="mk" height="24" viewBox="0 0 44 28" fill="currentColor" aria-hidden="true">
          <path d="M0 0h20v8H0zM23 0h21v8H23zM0 10h9v8H0zM12 10h20v8H12zM35 10h9v8h-9zM0 20h20v8H0zM23 20h21v8H23z" />
        </svg>
      )}
      <span>{name}</span>
    </>
  );
}
