import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Fill between',
    nothing: 'Label this segment on two slices with others between them first.',
  },
  ko: {
    name: '사이 채우기',
    nothing: '먼저 사이가 빈 두 슬라이스에 이 항목을 라벨링하세요.',
  },
});
