/** Texts that the server wrote into the page in the reader's language: one source for pages and scripts. */
export type Texts = (key: string, ...values: (string | number)[]) => string;

export function textsOf(elementId: string): Texts {
  const texts = JSON.parse(document.getElementById(elementId)!.textContent) as Record<string, string>;
  return (key, ...values) => fill(texts[key] ?? key, values);
}

/** `{0}` is the first value, as in .NET. */
export const fill = (text: string, values: readonly (string | number)[]) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
