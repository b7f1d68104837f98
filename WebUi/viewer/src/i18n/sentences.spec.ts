import { describe, expect, it } from 'vitest';
import { said } from './sentences.ts';

describe('said', () => {
  const why = { text: 'You have 50 tokens.', code: 'too-many-tokens', parameters: { maxTokens: 50 } };

  it('is the Korean of the code, its parameters filled in', () =>
    expect(said(why, 'ko')).toBe('토큰이 이미 50개 있습니다. 필요 없는 것을 취소하세요.'));

  it('is what the service said, in English', () => expect(said(why, 'en')).toBe('You have 50 tokens.'));

  it('is what the service said where nobody knows the code', () => expect(said({ ...why, code: 'of-tomorrow' }, 'ko')).toBe(why.text));

  it('is what the service said where there is no code', () => expect(said({ text: 'Old.' }, 'ko')).toBe('Old.'));
});
