import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Split',
    hint: 'Click the part that goes to the active segment, or away; on this slice only',
    part: 'Part',
    give: 'To active segment',
    takeAway: 'Remove',
    depth: 'Neck depth',
    sameSegment: 'Choose the segment that the part should go to first, then click the part.',
  },
  ko: {
    name: '나누기',
    hint: '선택한 라벨 항목으로 옮기거나 제거할 부분을 클릭하세요(이 단면만)',
    part: '부분',
    give: '선택 항목으로',
    takeAway: '제거',
    depth: '잘록한 정도',
    sameSegment: '먼저 그 부분을 옮길 라벨 항목을 고른 뒤 클릭하세요.',
  },
});
