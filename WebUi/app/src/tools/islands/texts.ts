import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Islands and holes',
    dropSmall: 'Drop small',
    keepLargest: 'Keep largest',
    fillHoles: 'Fill holes',
    below: 'below',
    upTo: 'up to',
  },
  ko: {
    name: '조각·구멍',
    dropSmall: '작은 조각 제거',
    keepLargest: '가장 큰 것만',
    fillHoles: '구멍 채우기',
    below: '미만',
    upTo: '이하',
  },
});
