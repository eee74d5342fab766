/** Yuan as providers write them to fen, exactly: "168.00" → 16800, "0.30000" → 30. Throws for a part of a fen. */
export function yuanToFen(text: string): number {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text);
  const fraction = (match?.[3] ?? "").replace(/0+$/, "");
  if (!match || fraction.length > 2) throw new Error(`not whole fen: ${text}`);
  const fen = Number(`${match[2]}${fraction.padEnd(2, "0")}`);
  return match[1] && fen !== 0 ? -fen : fen;
}
