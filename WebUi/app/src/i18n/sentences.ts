import byEnglish from '../../../Localization/phrases.ko.json';
import byCode from '../../../Localization/sentences.ko.json';
import type { Sentence } from '../contracts/services.ts';

/** In the page's language where the sentence is known, by its code or else by its English; else as the service put it. */
export function said({ text, code, parameters }: Sentence, language = globalThis.document?.documentElement.lang): string {
  if (language !== 'ko') return text;
  const template = code ? (byCode as Readonly<Record<string, string>>)[code] : undefined;
  return template ? filled(template, parameters ?? {}) : korean(text);
}

/** Sentences of before they had codes, and of what keeps none, with `{holes}` for what was filled in. */
let patterns: readonly { readonly english: RegExp; readonly korean: string }[] | undefined;

function korean(text: string): string {
  patterns ??= Object.entries(byEnglish).map(([english, korean]) => ({ english: patternOf(english), korean }));
  for (const { english, korean: template } of patterns) {
    const found = english.exec(text);
    if (found)
      return filled(template, Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, korean(value)])));
  }
  return text;
}

const patternOf = (english: string) =>
  new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');

const filled = (template: string, values: Readonly<Record<string, unknown>>) =>
  template.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
