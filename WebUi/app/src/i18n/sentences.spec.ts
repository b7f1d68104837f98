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

describe('said, of a sentence without a code', () => {
  it('is the Korean of its English', () => expect(said({ text: 'The zip is empty.' }, 'ko')).toBe('빈 zip입니다.'));

  it('has what was filled in', () =>
    expect(said({ text: 'Pixel data ends after 84 of 512 rows. Send it again.' }, 'ko'))
      .toBe('픽셀 데이터가 512행 중 84행에서 끝납니다. 다시 보내세요.'));

  it('has a sentence within a sentence in Korean, too', () =>
    expect(said({ text: 'Slice 4 cannot be read, so volume cannot be measured. The pixel data ends early.' }, 'ko'))
      .toBe('슬라이스 4번을 읽을 수 없어 부피는 잴 수 없습니다. 픽셀 데이터가 중간에 끝납니다.'));
});
