/** One pixel (half a millimetre) at a time while small, about a tenth when larger. */
export function steppedSize(size: number, steps: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, size + steps * Math.max(min, Math.round(size / 10))));
}
