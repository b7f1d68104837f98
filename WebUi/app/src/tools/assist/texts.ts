import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    opening: 'Opening',
    allSlices: 'All slices',
  },
  ko: {
    opening: '잡티 제거(열림)',
    allSlices: '모든 슬라이스',
  },
});
