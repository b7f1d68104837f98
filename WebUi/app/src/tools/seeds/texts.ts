import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Seeds',
    hint: 'Draw a stroke in each segment and one outside, then Enter',
    stroke: 'Stroke',
    segment: '+ Segment',
    background: '− Background',
    grow: 'Grow',
    labelsAreSeeds: 'Labels are seeds',
    locality: 'Locality',
    needsTwo: 'Seeds of at least two are needed: draw in two segments, or in one and the background.',
  },
  ko: {
    name: '시드',
    hint: '라벨 항목마다, 그리고 바깥에 획을 그은 뒤 Enter',
    stroke: '획 굵기',
    segment: '+ 라벨 항목',
    background: '− 배경',
    grow: '키우기',
    labelsAreSeeds: '라벨도 시드',
    locality: '확산 범위',
    needsTwo: '시드가 둘 이상 필요합니다. 두 항목에, 또는 한 항목과 배경에 그리세요.',
  },
});
