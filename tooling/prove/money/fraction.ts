/** An exact rational number; `under` is always above 0. */
export class Fraction {
  static readonly zero = Fraction.of(0n);
  readonly over: bigint;
  readonly under: bigint;

  private constructor(over: bigint, under: bigint) {
    this.over = over;
    this.under = under;
  }

  /** `over / under`; throws when `under` is 0. */
  static of(over: bigint, under = 1n): Fraction {
    if (under === 0n) throw new RangeError("a fraction over nothing");
    return under < 0n ? new Fraction(-over, -under) : new Fraction(over, under);
  }

  /** Reads a decimal text such as `"7.1825"`. */
  static parse(text: string): Fraction {
    const found = /^(\d+)(?:\.(\d+))?$/.exec(text);
    if (!found) throw new RangeError(`no decimal number: ${text}`);
    const [, whole = "", decimals = ""] = found;
    return Fraction.of(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  static sum(terms: readonly Fraction[]): Fraction {
    return terms.reduce((sum, term) => sum.plus(term), Fraction.zero);
  }

  /** `10^exponent`; the exponent may be below 0. */
  static powerOfTen(exponent: number): Fraction {
    return exponent < 0 ? Fraction.of(1n, 10n ** BigInt(-exponent)) : Fraction.of(10n ** BigInt(exponent));
  }

  plus(other: Fraction): Fraction {
    if (this.under === other.under) return new Fraction(this.over + other.over, this.under);
    return reduced(this.over * other.under + other.over * this.under, this.under * other.under);
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.over, other.under));
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.over * other.over, this.under * other.under);
  }

  dividedBy(other: Fraction): Fraction {
    return Fraction.of(this.over * other.under, this.under * other.over);
  }

  /** Below 0, 0 or above 0, as this one is smaller, equal or larger. */
  compare(other: Fraction): number {
    const difference = this.over * other.under - other.over * this.under;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** The largest whole number that is not above it. */
  floor(): bigint {
    const whole = this.over / this.under;
    return this.over < 0n && whole * this.under !== this.over ? whole - 1n : whole;
  }

  /** `floor(x + 1/2)`. */
  roundHalfUp(): bigint {
    return Fraction.of(2n * this.over + this.under, 2n * this.under).floor();
  }
}

// Only sums of unlike fractions grow, so only they are reduced.
function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return Fraction.of(over / a, under / a);
}
