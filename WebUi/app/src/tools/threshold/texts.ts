import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Threshold',
    hint: 'Enter selects the range; a lasso limits it',
    from: 'From',
    to: 'To',
    select: 'Select',
    islands: 'Min. island',
    holes: 'Max. hole',
  },
  ko: {
    name: '임계값',
    hint: 'Enter로 범위를 선택합니다. 올가미로 제한할 수 있습니다',
    from: '하한',
    to: '상한',
    select: '선택',
    islands: '최소 조각',
    holes: '최대 구멍',
  },
});
