import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Carry',
    hint: 'Click or press Enter: it goes on until it no longer fits',
    direction: 'Direction',
    up: '↑ Head',
    both: 'Both',
    down: '↓ Feet',
    slices: 'Slices',
    band: 'Band',
    carry: 'Carry',
    nothing: 'There is nothing of the active segment on this slice to carry on.',
  },
  ko: {
    name: '다음 장으로 전파',
    hint: '클릭하거나 Enter: 더 이상 맞지 않을 때까지 이어집니다',
    direction: '방향',
    up: '↑ 머리',
    both: '양쪽',
    down: '↓ 발',
    slices: '장수',
    band: '탐색 폭',
    carry: '전파',
    nothing: '이 슬라이스에 전파할 선택 항목의 라벨이 없습니다.',
  },
});
