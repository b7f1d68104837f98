import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Ruler',
    hint: 'Drag from one point to another; drag an end to move it, Del takes the last one away',
    deleteLast: 'Delete the last distance',
    mm: '{n} mm',
    px: '{n} px',
  },
  ko: {
    name: '거리 재기',
    hint: '한 점에서 다른 점까지 끄세요. 끝점을 끌어 옮기고, Del로 마지막 것을 지웁니다',
    deleteLast: '마지막 거리 지우기',
    mm: '{n} mm',
    px: '{n} px',
  },
});
