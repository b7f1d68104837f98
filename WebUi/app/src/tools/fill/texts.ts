import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Fill',
    hint: 'Click into an area; Ctrl erases it',
    fillBy: 'Fill by',
    byValues: 'Similar values',
    byLabel: 'Same label',
    tolerance: 'Tolerance',
  },
  ko: {
    name: '채우기',
    hint: '영역을 클릭하세요. Ctrl은 지우기',
    fillBy: '채우는 기준',
    byValues: '비슷한 값',
    byLabel: '같은 라벨',
    tolerance: '허용',
  },
});
