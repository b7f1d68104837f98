import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Copy',
    fromPrevious: 'From the previous slice',
    fromNext: 'From the next slice',
    allSegments: 'All segments',
    copyOn: 'Copy to the next slice',
    copyUp: 'Copy to the slice above',
    copyDown: 'Copy to the slice below',
    nothing: 'There was nothing to copy: that slice is empty, or locks and HU range keep it out.',
  },
  ko: {
    name: '복사',
    fromPrevious: '이전 슬라이스에서',
    fromNext: '다음 슬라이스에서',
    allSegments: '모든 항목',
    copyOn: '다음 슬라이스로 복사',
    copyUp: '위 슬라이스로 복사',
    copyDown: '아래 슬라이스로 복사',
    nothing: '복사할 것이 없습니다. 빈 슬라이스이거나 잠금·HU 범위로 제한됩니다.',
  },
});
