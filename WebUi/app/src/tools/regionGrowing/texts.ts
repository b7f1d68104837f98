import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Region growing',
    hint: 'Click into the tissue',
    tolerance: 'Tolerance',
  },
  ko: {
    name: '영역 성장',
    hint: '조직 안을 클릭하세요',
    tolerance: '허용',
  },
});
