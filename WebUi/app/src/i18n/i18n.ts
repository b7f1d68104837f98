import { ApiFailure } from '../api/http.ts';
import { en, type MessageKey } from './en.ts';
import { ko } from './ko.ts';
import { said } from './sentences.ts';

export type { MessageKey };
export type Language = 'en' | 'ko';

let language: Language = 'en';
let messages: Readonly<Record<MessageKey, string>> = en;

export function setLanguage(value: string | undefined): void {
  language = value === 'ko' ? 'ko' : 'en';
  messages = language === 'ko' ? ko : en;
}

export function currentLanguage(): Language {
  return language;
}

type Values = Readonly<Record<string, string | number>>;

/** A text in the page's language, its {placeholders} filled in. What stands before a `|` is said of one: n = 1. */
export function t(key: MessageKey, values?: Values): string {
  return filled(messages[key], values);
}

/** The same for texts that lie beside what says them: each in both languages. */
export function textsIn<Key extends string>(
  texts: { readonly en: Readonly<Record<Key, string>>; readonly ko: Readonly<Record<NoInfer<Key>, string>> },
) {
  return (key: Key, values?: Values): string => filled(texts[language][key], values);
}

function filled(text: string, values: Values = {}): string {
  const [one, other] = text.split('|') as [string, string?];
  return (values['n'] === 1 ? one : other ?? one).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Names of the segments that templates bring, in the page's language; a person's own names stay as they are. */
export function segmentName(segment: { readonly key: string; readonly name: string }): string {
  const key = `segment.${segment.key}`;
  return key in en && en[key as MessageKey] === segment.name ? messages[key as MessageKey] : segment.name;
}

/** What to tell the user about a failure: the server's own sentence, in the page's language, where it gave one. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return t('failure.unexpected');
  if (error.kind === 'unreachable') return t('failure.unreachable');
  if (error.kind === 'signed-out') return t('failure.signedOut');
  if (error.status === 403) return t('failure.forbidden');
  return error.problem.detail ? said(error.sentence, language) : error.problem.title ?? t('failure.unexpected');
}

export function formatTime(date: Date): string {
  return date.toLocaleTimeString('sv-SE');
}

export function formatDateTime(text: string): string {
  const date = new Date(text);
  const day = date.toLocaleDateString('sv-SE');
  return `${day === new Date().toLocaleDateString('sv-SE') ? '' : `${day} `}${formatTime(date).slice(0, 5)}`;
}
