import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Polygon',
    hint: 'Click points; Enter or the first point closes, Backspace takes one back',
  },
  ko: {
    name: '다각형',
    hint: '점을 찍고 Enter나 첫 점으로 닫습니다. Backspace로 취소',
  },
});
