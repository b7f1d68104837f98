import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Rectangle, ellipse',
    shape: 'Shape',
    rectangle: 'Rectangle',
    ellipse: 'Ellipse',
  },
  ko: {
    name: '사각형·타원',
    shape: '모양',
    rectangle: '사각형',
    ellipse: '타원',
  },
});
