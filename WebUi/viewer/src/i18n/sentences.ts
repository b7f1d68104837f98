import korean from '../../../Localization/sentences.ko.json';

/** What a service says, as problem details and jobs carry it: English, and a code with parameters for other languages. */
export interface Sentence { text: string; code?: string | null | undefined; parameters?: Readonly<Record<string, unknown>> | null | undefined }

/** In the page's language where the code is known, else as the service put it. */
export function said({ text, code, parameters }: Sentence, language = globalThis.document?.documentElement.lang): string {
  const template = language === 'ko' && code ? (korean as Readonly<Record<string, string>>)[code] : undefined;
  return template?.replace(/\{(\w+)\}/g, (hole, name: string) => String(parameters?.[name] ?? hole)) ?? text;
}
